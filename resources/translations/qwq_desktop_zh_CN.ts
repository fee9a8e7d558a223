<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AnswerMessage</name>
    <message>
        <source>Answer</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>Thinking</source>
        <translation>思考过程</translation>
    </message>
</context>
<context>
    <name>AnswersGroup</name>
    <message>
        <source> tokens</source>
        <translation> 词元</translation>
    </message>
    <message>
        <source>A language opens each thought with a short phrase in it.</source>
        <translation>选定语言后，每次思考都以该语言的一句短语开头。</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>总是</translation>
    </message>
    <message>
        <source>As asked</source>
        <translation>随提问</translation>
    </message>
    <message>
        <source>At the limit it is led to its answer. A token is about ¾ of a word.</source>
        <translation>到了上限就转入回答。一个词元大约是一两个汉字。</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Automatic does as the model was made. Always also asks the others to.</source>
        <translation>自动：按模型本来的方式。总是：让其他模型也先思考。</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>中文</translation>
    </message>
    <message>
        <source>English</source>
        <translation>英文</translation>
    </message>
    <message>
        <source>How it answers</source>
        <translation>回答方式</translation>
    </message>
    <message>
        <source>Instructions (system prompt)</source>
        <translation>给模型的说明（系统提示词）</translation>
    </message>
    <message>
        <source>Language of the thinking</source>
        <translation>思考所用的语言</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>限制</translation>
    </message>
    <message>
        <source>Longest reply</source>
        <translation>回答长度上限</translation>
    </message>
    <message>
        <source>Longest thinking</source>
        <translation>思考长度上限</translation>
    </message>
    <message>
        <source>Makes words of doubt (“Wait”, “Hmm”) rarer while it thinks.</source>
        <translation>思考时少说“等等”“嗯”之类犹豫的话。</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>从不</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>On</source>
        <translation>开启</translation>
    </message>
    <message>
        <source>Think concisely</source>
        <translation>简洁思考</translation>
    </message>
    <message>
        <source>Think first</source>
        <translation>先思考</translation>
    </message>
    <message>
        <source>Thinking and answer together end here.</source>
        <translation>思考和回答加起来不超过此长度。</translation>
    </message>
    <message>
        <source>What the model is told before every chat. May stay empty.</source>
        <translation>每次对话开始前告诉模型的话，可以留空。</translation>
    </message>
</context>
<context>
    <name>ChatDelegate</name>
    <message>
        <source>Title of this chat</source>
        <translation>对话标题</translation>
    </message>
</context>
<context>
    <name>ChatListModel</name>
    <message>
        <source>New chat</source>
        <translation>新对话</translation>
    </message>
    <message>
        <source>Older</source>
        <translation>更早</translation>
    </message>
    <message>
        <source>Previous 7 days</source>
        <translation>过去 7 天</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>is answering</source>
        <translation>正在回答</translation>
    </message>
</context>
<context>
    <name>ChatListView</name>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
</context>
<context>
    <name>ChatPresenter</name>
    <message>
        <source>Answering</source>
        <translation>正在回答</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Chat deleted</source>
        <translation>对话已删除</translation>
    </message>
    <message>
        <source>Edit thinking</source>
        <translation>编辑思考过程</translation>
    </message>
    <message>
        <source>It thinks on from the end of this text and answers anew:</source>
        <translation>模型会接着这段文字的末尾继续思考，并重新回答：</translation>
    </message>
    <message>
        <source>New chat</source>
        <translation>新对话</translation>
    </message>
    <message>
        <source>Open this link in your browser?</source>
        <translation>在浏览器中打开此链接？</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>正在阅读…</translation>
    </message>
    <message>
        <source>Reading… {share} %</source>
        <translation>正在阅读… {share}%</translation>
    </message>
    <message>
        <source>The remark came too late for this thinking: {text}</source>
        <translation>补充来得太晚，没赶上这次思考：{text}</translation>
    </message>
    <message>
        <source>Think on</source>
        <translation>继续思考</translation>
    </message>
    <message>
        <source>Thinking</source>
        <translation>正在思考</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Using a tool</source>
        <translation>正在使用工具</translation>
    </message>
    <message>
        <source>Waiting for the model…</source>
        <translation>正在等待模型…</translation>
    </message>
</context>
<context>
    <name>ChatTitle</name>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Title of this chat</source>
        <translation>对话标题</translation>
    </message>
</context>
<context>
    <name>ChatView</name>
    <message>
        <source>Chat</source>
        <translation>对话内容</translation>
    </message>
    <message>
        <source>Go to the end</source>
        <translation>回到底部</translation>
    </message>
</context>
<context>
    <name>ChatWording</name>
    <message numerus="yes">
        <source>%n tokens</source>
        <translation>
            <numerusform>%n 词元</numerusform>
        </translation>
    </message>
    <message>
        <source>Calculated {input} → {result}</source>
        <translation>计算 {input} → {result}</translation>
    </message>
    <message>
        <source>Used {tool}: {input} → {result}</source>
        <translation>使用 {tool}：{input} → {result}</translation>
    </message>
    <message>
        <source>context</source>
        <translation>上下文</translation>
    </message>
    <message>
        <source>frequency penalty</source>
        <translation>频率惩罚</translation>
    </message>
    <message>
        <source>presence penalty</source>
        <translation>存在惩罚</translation>
    </message>
    <message>
        <source>repetition penalty</source>
        <translation>重复惩罚</translation>
    </message>
    <message>
        <source>seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} 小时 {minutes} 分</translation>
    </message>
    <message>
        <source>{minutes} min {seconds} s</source>
        <translation>{minutes} 分 {seconds} 秒</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} 秒</translation>
    </message>
    <message>
        <source>{speed} tokens/s</source>
        <translation>{speed} 词元/秒</translation>
    </message>
</context>
<context>
    <name>CodeButtons</name>
    <message>
        <source>Copy code</source>
        <translation>复制代码</translation>
    </message>
</context>
<context>
    <name>Composer</name>
    <message>
        <source>Always: think before every answer</source>
        <translation>总是：每次回答前都思考</translation>
    </message>
    <message>
        <source>Ask {model}…</source>
        <translation>向 {model} 提问…</translation>
    </message>
    <message>
        <source>Ask…</source>
        <translation>提问…</translation>
    </message>
    <message>
        <source>Auto: as the model does by itself</source>
        <translation>自动：由模型自己决定</translation>
    </message>
    <message>
        <source>Let the model use tools, such as the calculator</source>
        <translation>让模型使用工具，比如计算器</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Off: answer straight away</source>
        <translation>关闭：直接回答</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Send (Enter)</source>
        <translation>发送（Enter）</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stop thinking</source>
        <translation>停止思考</translation>
    </message>
    <message>
        <source>Thinking: always</source>
        <translation>思考：总是</translation>
    </message>
    <message>
        <source>Thinking: auto</source>
        <translation>思考：自动</translation>
    </message>
    <message>
        <source>Thinking: off</source>
        <translation>思考：关闭</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>工具</translation>
    </message>
    <message>
        <source>{action} (Esc)</source>
        <translation>{action}（Esc）</translation>
    </message>
</context>
<context>
    <name>ContextGroup</name>
    <message>
        <source> tokens</source>
        <translation> 词元</translation>
    </message>
    <message numerus="yes">
        <source>About %n pages.</source>
        <translation>
            <numerusform>大约 %n 页文字。</numerusform>
        </translation>
    </message>
    <message>
        <source>As long as the model reads by itself and the memory allows.</source>
        <translation>取模型本来的长度，内存不够时会短一些。</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Beyond {native} tokens the model loses the thread without it.</source>
        <translation>不开启的话，超过 {native} 词元后模型会抓不住上文。</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>指定</translation>
    </message>
    <message>
        <source>Comes on by itself beyond what the model was trained for.</source>
        <translation>超出模型训练时的长度后自动开启。</translation>
    </message>
    <message>
        <source>Comes on by itself beyond {native} tokens.</source>
        <translation>超过 {native} 词元后自动开启。</translation>
    </message>
    <message>
        <source>Context length</source>
        <translation>上下文长度</translation>
    </message>
    <message>
        <source>Factor</source>
        <translation>倍数</translation>
    </message>
    <message>
        <source>How many times longer than the original context.</source>
        <translation>原始上下文的多少倍。</translation>
    </message>
    <message>
        <source>How much it reads: context</source>
        <translation>能读多少：上下文</translation>
    </message>
    <message>
        <source>Now {tokens} tokens.</source>
        <translation>现在是 {tokens} 词元。</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Off: the context stays as the model was trained.</source>
        <translation>已关闭：上下文保持模型训练时的长度。</translation>
    </message>
    <message>
        <source>On</source>
        <translation>开启</translation>
    </message>
    <message>
        <source>On now, factor {factor}: short texts may come out a little worse.</source>
        <translation>已开启，{factor} 倍：处理短文的效果可能略差。</translation>
    </message>
    <message>
        <source>Original context</source>
        <translation>原始上下文</translation>
    </message>
    <message>
        <source>The model was trained for {native}.</source>
        <translation>模型训练时为 {native}。</translation>
    </message>
    <message>
        <source>What the model read in its training: 32 768 for QwQ.</source>
        <translation>模型训练时的长度，QwQ 是 32 768。</translation>
    </message>
    <message>
        <source>YaRN long context</source>
        <translation>YaRN 长上下文</translation>
    </message>
</context>
<context>
    <name>CostGroup</name>
    <message>
        <source>About reading speed: {rate} tokens a second.</source>
        <translation>与阅读速度相当：每秒约 {rate} 词元。</translation>
    </message>
    <message>
        <source>Context {size} at {kind}</source>
        <translation>上下文 {size}（{kind}）</translation>
    </message>
    <message>
        <source>Faster than reading: about {rate} tokens a second.</source>
        <translation>比阅读更快：每秒约 {rate} 词元。</translation>
    </message>
    <message>
        <source>Fits, with {size} to spare.</source>
        <translation>装得下，还剩 {size}。</translation>
    </message>
    <message>
        <source>Fits.</source>
        <translation>装得下。</translation>
    </message>
    <message>
        <source>Fits: all {all} layers run on the graphics card.</source>
        <translation>装得下：全部 {all} 层都在显卡上运行。</translation>
    </message>
    <message>
        <source>Model {size}</source>
        <translation>模型 {size}</translation>
    </message>
    <message>
        <source>Slower than reading: about {rate} tokens a second.</source>
        <translation>比阅读更慢：每秒约 {rate} 词元。</translation>
    </message>
    <message>
        <source>Too much for what is free now. Close other programs or shorten the context.</source>
        <translation>现在的空闲内存不够。请关闭其他程序，或调小上下文长度。</translation>
    </message>
    <message>
        <source>What it costs</source>
        <translation>内存占用</translation>
    </message>
    <message>
        <source>What it costs: {size} graphics card</source>
        <translation>显存占用：共 {size}</translation>
    </message>
    <message>
        <source>What it costs: {size} memory</source>
        <translation>内存占用：共 {size}</translation>
    </message>
    <message>
        <source>Work {size}</source>
        <translation>计算 {size}</translation>
    </message>
    <message>
        <source>{size} more than the card has: {some} of {all} layers go to the GPU.</source>
        <translation>比显存多出 {size}：{some}/{all} 层放在 GPU 上。</translation>
    </message>
    <message>
        <source>{size} more than there is. Choose a shorter context or a smaller model.</source>
        <translation>比内存多出 {size}。请调小上下文长度，或换小一点的模型。</translation>
    </message>
    <message>
        <source>{some} of {all} layers go to the GPU, the others run on the processor.</source>
        <translation>{some}/{all} 层放在 GPU 上，其余在处理器上运行。</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>Show the chats</source>
        <translation>显示对话列表</translation>
    </message>
    <message>
        <source>Show the chats (Ctrl+B)</source>
        <translation>显示对话列表（Ctrl+B）</translation>
    </message>
</context>
<context>
    <name>LoadNotice</name>
    <message>
        <source>The context is {tokens} tokens (pieces of words) long.</source>
        <translation>上下文长度为 {tokens} 词元。</translation>
    </message>
    <message>
        <source>The conversation's memory is compressed ({kind}).</source>
        <translation>对话的缓存已压缩（{kind}）。</translation>
    </message>
    <message>
        <source>There was less free memory than expected.</source>
        <translation>可用内存比预计的少。</translation>
    </message>
    <message>
        <source>{layers} of {total} layers run on the graphics card.</source>
        <translation>{total} 层中有 {layers} 层在显卡上运行。</translation>
    </message>
</context>
<context>
    <name>LooksGroup</name>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Fold</source>
        <translation>折叠</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Leave open</source>
        <translation>保持展开</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Looks</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Size of the text</source>
        <translation>字号</translation>
    </message>
    <message>
        <source>System</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Thinking, when the answer is there</source>
        <translation>回答后的思考过程</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Chat</source>
        <translation>对话</translation>
    </message>
    <message>
        <source>New chat</source>
        <translation>新对话</translation>
    </message>
    <message>
        <source>Open model file…</source>
        <translation>打开模型文件…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Show or hide the chats</source>
        <translation>显示或隐藏对话列表</translation>
    </message>
    <message>
        <source>Write a message</source>
        <translation>写消息</translation>
    </message>
</context>
<context>
    <name>MessageActions</name>
    <message>
        <source>Answer again</source>
        <translation>重新生成</translation>
    </message>
    <message>
        <source>Copy the answer</source>
        <translation>复制回答</translation>
    </message>
    <message>
        <source>Edit thinking…</source>
        <translation>编辑思考过程…</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Next answer</source>
        <translation>下一个回答</translation>
    </message>
    <message>
        <source>Previous answer</source>
        <translation>上一个回答</translation>
    </message>
    <message>
        <source>Think more</source>
        <translation>再想一想</translation>
    </message>
</context>
<context>
    <name>MessageState</name>
    <message>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Paused. It can go on exactly from here, even after a restart.</source>
        <translation>已暂停。可以从这里原样继续，重启之后也行。</translation>
    </message>
    <message>
        <source>The answer reached its greatest length and was cut off.</source>
        <translation>回答达到了最大长度，到此为止。</translation>
    </message>
    <message>
        <source>This answer was interrupted. What had come until then is kept.</source>
        <translation>回答中断了，已生成的内容都已保留。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>You stopped this answer.</source>
        <translation>你停止了这次回答。</translation>
    </message>
</context>
<context>
    <name>ModelOffer</name>
    <message>
        <source>Use it again</source>
        <translation>换回它</translation>
    </message>
    <message>
        <source>{name} answered here.</source>
        <translation>这里原来由 {name} 回答。</translation>
    </message>
</context>
<context>
    <name>ModelPicker</name>
    <message>
        <source>Choose a model</source>
        <translation>选择模型</translation>
    </message>
    <message>
        <source>Gives the memory back to the computer</source>
        <translation>把占用的内存还给电脑</translation>
    </message>
    <message>
        <source>Model: {text}</source>
        <translation>模型：{text}</translation>
    </message>
    <message>
        <source>Open model file…</source>
        <translation>打开模型文件…</translation>
    </message>
    <message>
        <source>Unload</source>
        <translation>移出内存</translation>
    </message>
    <message>
        <source>thinks</source>
        <translation>会思考</translation>
    </message>
    <message>
        <source>{name} · did not load</source>
        <translation>{name} · 加载失败</translation>
    </message>
    <message>
        <source>{name} · loading</source>
        <translation>{name} · 加载中</translation>
    </message>
    <message>
        <source>{name} · loading {percent} %</source>
        <translation>{name} · 加载中 {percent}%</translation>
    </message>
    <message>
        <source>{name} · rests</source>
        <translation>{name} · 休息中</translation>
    </message>
</context>
<context>
    <name>ModelPresenter</name>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>File name:</source>
        <translation>文件名：</translation>
    </message>
    <message>
        <source>Folder:</source>
        <translation>文件夹：</translation>
    </message>
    <message>
        <source>Kind of file:</source>
        <translation>文件类型：</translation>
    </message>
    <message>
        <source>Model files (*.gguf)</source>
        <translation>模型文件 (*.gguf)</translation>
    </message>
    <message>
        <source>Open model file</source>
        <translation>打开模型文件</translation>
    </message>
    <message>
        <source>Processor only</source>
        <translation>仅用处理器</translation>
    </message>
    <message>
        <source>Runs on the processor</source>
        <translation>在处理器上运行</translation>
    </message>
    <message>
        <source>This build of llama.cpp uses the processor alone. If this computer has a graphics card, “qwq-desktop doctor” tells how to use it.</source>
        <translation>此版本的 llama.cpp 只能使用处理器。如果电脑有显卡，命令“qwq-desktop doctor”会告诉你怎样用上它。</translation>
    </message>
    <message>
        <source>What shall we think about?</source>
        <translation>一起思考点什么？</translation>
    </message>
    <message>
        <source>What you write goes to {host}</source>
        <translation>你写的内容会发送到 {host}</translation>
    </message>
    <message>
        <source>{layers} of {total} layers on the GPU</source>
        <translation>{layers}/{total} 层在 GPU 上</translation>
    </message>
    <message>
        <source>{name} · built in, demonstration</source>
        <translation>{name} · 内置演示</translation>
    </message>
</context>
<context>
    <name>NoticeCard</name>
    <message>
        <source>Close this notice</source>
        <translation>关闭此提示</translation>
    </message>
</context>
<context>
    <name>Problems</name>
    <message>
        <source>A compressed context memory ({kv_cache_type}) needs flash attention, which is off. Set flash attention to automatic, or the context memory to f16.</source>
        <translation>压缩的上下文缓存（{kv_cache_type}）需要 Flash Attention，而它已关闭。请把 Flash Attention 设为自动，或把上下文缓存设为 f16。</translation>
    </message>
    <message>
        <source>A computation inside it failed; what came so far is kept. Try again, or load the model again.</source>
        <translation>模型内部的一次计算失败了，已生成的内容都已保留。请重试，或重新加载模型。</translation>
    </message>
    <message>
        <source>A context length of {would_fit} would fit now.</source>
        <translation>现在放得下 {would_fit} 的上下文长度。</translation>
    </message>
    <message>
        <source>A part of the model is missing</source>
        <translation>模型缺了一部分</translation>
    </message>
    <message>
        <source>A part of the program is missing</source>
        <translation>程序缺了一部分</translation>
    </message>
    <message>
        <source>A server cannot do this</source>
        <translation>服务器做不到这一点</translation>
    </message>
    <message>
        <source>A setting was not usable</source>
        <translation>有一项设置无效</translation>
    </message>
    <message>
        <source>Another program keeps {path} locked. Close it and try again.</source>
        <translation>另一个程序锁定了 {path}。请关闭那个程序，然后重试。</translation>
    </message>
    <message>
        <source>Choose a model first; then your message can be answered.</source>
        <translation>请先选择一个模型，然后就能回答你的消息了。</translation>
    </message>
    <message>
        <source>Connections are switched off</source>
        <translation>联网已关闭</translation>
    </message>
    <message>
        <source>Details: {reason}</source>
        <translation>详细信息：{reason}</translation>
    </message>
    <message>
        <source>Install the program again; your chats and settings stay.</source>
        <translation>请重新安装程序，对话和设置都会保留。</translation>
    </message>
    <message>
        <source>It answered with status {status}. Try again later, or check its settings.</source>
        <translation>它返回了状态码 {status}。请稍后重试，或检查它的设置。</translation>
    </message>
    <message>
        <source>It asks you to wait {seconds} s.</source>
        <translation>它请你等待 {seconds} 秒。</translation>
    </message>
    <message>
        <source>It has {actual_bytes} of {expected_bytes}.</source>
        <translation>应有 {expected_bytes}，实际只有 {actual_bytes}。</translation>
    </message>
    <message>
        <source>It has {tokens} tokens (pieces of words), and {available} fit. Shorten it, or set a longer context length in the settings.</source>
        <translation>它有 {tokens} 个词元（文字的小片段），只放得下 {available} 个。请缩短一些，或在设置中调大上下文长度。</translation>
    </message>
    <message>
        <source>It is known to the program as “{code}”.</source>
        <translation>它在程序中的代号是“{code}”。</translation>
    </message>
    <message>
        <source>It is still working on something else. Wait for it to finish, or stop it.</source>
        <translation>它还在处理别的事。请等它完成，或让它停止。</translation>
    </message>
    <message>
        <source>It was deleted meanwhile. Choose another chat, or start a new one.</source>
        <translation>它已被删除。请选择其他对话，或开始新对话。</translation>
    </message>
    <message>
        <source>It was deleted meanwhile. Open the chat again.</source>
        <translation>它已被删除。请重新打开对话。</translation>
    </message>
    <message>
        <source>It works with a model on this computer. Choose one, then try again.</source>
        <translation>本机的模型可以。请选择一个，然后重试。</translation>
    </message>
    <message>
        <source>Its own files were not found at {path}. Install the program again.</source>
        <translation>在 {path} 没有找到程序自带的文件。请重新安装程序。</translation>
    </message>
    <message>
        <source>Its process ended (code {exit_code}); what it had written is kept. Try again. If it stops again, set a shorter context length or choose a smaller model.</source>
        <translation>它的进程已结束（代码 {exit_code}），写好的内容都已保留。请重试；如果再次停止，请调小上下文长度，或换小一点的模型。</translation>
    </message>
    <message>
        <source>Load a model there, or name one after the address: {url}#name-of-the-model.</source>
        <translation>请在服务器上加载一个模型，或在地址后写上模型名：{url}#模型名。</translation>
    </message>
    <message>
        <source>No file was found at {path}. If it was moved or renamed, open it again from its new place.</source>
        <translation>在 {path} 没有找到文件。如果移动过或改过名，请从新位置重新打开。</translation>
    </message>
    <message>
        <source>No model is loaded</source>
        <translation>还没有加载模型</translation>
    </message>
    <message>
        <source>Not enough memory for this context length</source>
        <translation>内存不够用这么大的上下文长度</translation>
    </message>
    <message>
        <source>Nothing answered at {url}. Check the address, and whether the server runs.</source>
        <translation>{url} 没有回应。请检查地址，并确认服务器正在运行。</translation>
    </message>
    <message>
        <source>Nothing more can be added to it. Ask again for a new one.</source>
        <translation>不能再往里加内容了。再问一次，就会有新的回答。</translation>
    </message>
    <message>
        <source>Parts of two versions may be mixed. Start the program again; if it stays, install it again.</source>
        <translation>可能混用了两个版本的文件。请重新启动程序；如果问题还在，请重新安装。</translation>
    </message>
    <message>
        <source>Something answered at {url}, but not in the way of OpenAI-compatible servers. Check the port and the path; most such addresses end in “/v1”.</source>
        <translation>{url} 有回应，但不是兼容 OpenAI 的服务器的回应。请检查端口和路径；这类地址大多以“/v1”结尾。</translation>
    </message>
    <message>
        <source>Something unexpected went wrong</source>
        <translation>出了意外的问题</translation>
    </message>
    <message>
        <source>Start the program again. If that does not help, install it again.</source>
        <translation>请重新启动程序。如果还不行，请重新安装。</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>The certificate of {url} is not valid, so nothing was sent. Check the address and this computer's clock, or ask who runs the server.</source>
        <translation>{url} 的证书无效，所以没有发送任何内容。请检查地址和本机的时间，或询问服务器的管理者。</translation>
    </message>
    <message>
        <source>The chats have format {found}; this version knows up to {known}.</source>
        <translation>对话的格式是 {found}，这个版本最高认识 {known}。</translation>
    </message>
    <message>
        <source>The connection to the server broke off</source>
        <translation>与服务器的连接断开了</translation>
    </message>
    <message>
        <source>The conversation is full</source>
        <translation>对话已满</translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation>磁盘已满</translation>
    </message>
    <message>
        <source>The document cannot be read</source>
        <translation>文档无法读取</translation>
    </message>
    <message>
        <source>The end of {path} is missing, most likely because a download or copy was cut off. Get the file again.</source>
        <translation>{path} 缺了结尾，多半是下载或复制时中断了。请重新获取文件。</translation>
    </message>
    <message>
        <source>The file of messages cannot be used</source>
        <translation>消息文件无法使用</translation>
    </message>
    <message>
        <source>The file with your chats was damaged</source>
        <translation>保存对话的文件损坏了</translation>
    </message>
    <message>
        <source>The format for conversations inside the model file does not work here. Another file of this model may help.</source>
        <translation>模型文件自带的对话格式在这里用不了。换一个该模型的文件也许可以。</translation>
    </message>
    <message>
        <source>The list of models is damaged</source>
        <translation>模型列表已损坏</translation>
    </message>
    <message>
        <source>The memory ran out</source>
        <translation>内存用完了</translation>
    </message>
    <message>
        <source>The message is empty</source>
        <translation>消息是空的</translation>
    </message>
    <message>
        <source>The message is too long</source>
        <translation>消息太长了</translation>
    </message>
    <message>
        <source>The model can keep {context_length} tokens (pieces of words) in view, and this chat has used them. Start a new chat, or set a longer context length in the settings.</source>
        <translation>模型一次能看到 {context_length} 个词元（文字的小片段），这个对话已经用完了。请开始新对话，或在设置中调大上下文长度。</translation>
    </message>
    <message>
        <source>The model could not be loaded</source>
        <translation>模型没能加载</translation>
    </message>
    <message>
        <source>The model could not go on</source>
        <translation>模型无法继续</translation>
    </message>
    <message>
        <source>The model does not fit into the memory</source>
        <translation>内存装不下这个模型</translation>
    </message>
    <message>
        <source>The model file cannot be read</source>
        <translation>模型文件无法读取</translation>
    </message>
    <message>
        <source>The model file is damaged</source>
        <translation>模型文件已损坏</translation>
    </message>
    <message>
        <source>The model file is empty</source>
        <translation>模型文件是空的</translation>
    </message>
    <message>
        <source>The model file is incomplete</source>
        <translation>模型文件不完整</translation>
    </message>
    <message>
        <source>The model file is not there</source>
        <translation>找不到模型文件</translation>
    </message>
    <message>
        <source>The model is busy</source>
        <translation>模型正忙</translation>
    </message>
    <message>
        <source>The model stopped unexpectedly</source>
        <translation>模型意外停止了</translation>
    </message>
    <message>
        <source>The model's chat format failed</source>
        <translation>模型的对话格式出错了</translation>
    </message>
    <message>
        <source>The model's process did not start</source>
        <translation>模型进程没能启动</translation>
    </message>
    <message>
        <source>The model's process did not understand the program</source>
        <translation>模型进程看不懂程序的请求</translation>
    </message>
    <message>
        <source>The program began a new one. The damaged file is kept at {path}, and chats may be recovered from it.</source>
        <translation>程序新建了一个文件。损坏的文件保留在 {path}，也许能从中恢复对话。</translation>
    </message>
    <message>
        <source>The program cannot write its files</source>
        <translation>程序无法写入自己的文件</translation>
    </message>
    <message>
        <source>The program did not understand the model's process</source>
        <translation>程序看不懂模型进程的回应</translation>
    </message>
    <message>
        <source>The program uses its own values for now. Check the permissions of {path}.</source>
        <translation>程序暂时使用默认设置。请检查 {path} 的权限。</translation>
    </message>
    <message>
        <source>The program uses its own values for now. The damaged file is kept at {path}.</source>
        <translation>程序暂时使用默认设置。损坏的文件保留在 {path}。</translation>
    </message>
    <message>
        <source>The program was started with “--offline”, so {url} was not contacted. Start it without that option to allow it.</source>
        <translation>程序启动时带有“--offline”选项，所以没有连接 {url}。要允许连接，请去掉该选项再启动。</translation>
    </message>
    <message>
        <source>The server cannot be reached</source>
        <translation>无法连接服务器</translation>
    </message>
    <message>
        <source>The server cannot prove who it is</source>
        <translation>服务器无法证明自己的身份</translation>
    </message>
    <message>
        <source>The server is busy</source>
        <translation>服务器正忙</translation>
    </message>
    <message>
        <source>The server names no model</source>
        <translation>服务器没有给出模型</translation>
    </message>
    <message>
        <source>The server points to another address</source>
        <translation>服务器指向了另一个地址</translation>
    </message>
    <message>
        <source>The server reported an error</source>
        <translation>服务器报告了错误</translation>
    </message>
    <message>
        <source>The server wants a key</source>
        <translation>服务器需要密钥</translation>
    </message>
    <message>
        <source>The server's answer could not be understood</source>
        <translation>看不懂服务器的回答</translation>
    </message>
    <message>
        <source>The settings file cannot be read</source>
        <translation>设置文件无法读取</translation>
    </message>
    <message>
        <source>The settings file was damaged</source>
        <translation>设置文件损坏了</translation>
    </message>
    <message>
        <source>The system does not let the program read {path}. Check the file's permissions, or copy it elsewhere.</source>
        <translation>系统不允许程序读取 {path}。请检查文件权限，或把它复制到别处。</translation>
    </message>
    <message>
        <source>The value of “{setting}” in the settings file makes no sense; the usual value is used instead.</source>
        <translation>设置文件中“{setting}”的值不合理，已改用默认值。</translation>
    </message>
    <message>
        <source>There is no model “{id}” here. Choose another one, or open its file if you have it.</source>
        <translation>这里没有模型“{id}”。请选择其他模型；如果有它的文件，也可以直接打开。</translation>
    </message>
    <message>
        <source>There is no room to remember {context_length} tokens (pieces of words). Set a shorter context length in the settings, or close other programs.</source>
        <translation>放不下 {context_length} 个词元（文字的小片段）。请在设置中调小上下文长度，或关闭其他程序。</translation>
    </message>
    <message>
        <source>There is no such tool</source>
        <translation>没有这个工具</translation>
    </message>
    <message>
        <source>This answer has already ended</source>
        <translation>这个回答已经结束</translation>
    </message>
    <message>
        <source>This chat is no longer there</source>
        <translation>这个对话已经不在了</translation>
    </message>
    <message>
        <source>This is a folder</source>
        <translation>这是文件夹</translation>
    </message>
    <message>
        <source>This is not a GGUF file</source>
        <translation>这不是 GGUF 文件</translation>
    </message>
    <message>
        <source>This is not a server's address</source>
        <translation>这不是服务器地址</translation>
    </message>
    <message>
        <source>This kind of model is not known</source>
        <translation>不认识这种模型</translation>
    </message>
    <message>
        <source>This message is no longer there</source>
        <translation>这条消息已经不在了</translation>
    </message>
    <message>
        <source>This model is not on this computer</source>
        <translation>本机没有这个模型</translation>
    </message>
    <message>
        <source>This server offers no models</source>
        <translation>这个服务器不提供模型</translation>
    </message>
    <message>
        <source>This version cannot read them and leaves them untouched. Install the newer version again.</source>
        <translation>这个版本读不了，也不会改动它们。请重新安装那个更新的版本。</translation>
    </message>
    <message>
        <source>This was stopped before it was done. Start it again if you like.</source>
        <translation>还没完成就停止了。需要的话，可以重新开始。</translation>
    </message>
    <message>
        <source>Two settings do not go together</source>
        <translation>两项设置不能同时使用</translation>
    </message>
    <message>
        <source>What came from {url} before is kept. Try again; if it stays, a newer version of the server may help.</source>
        <translation>{url} 之前发来的内容都已保留。请重试；如果问题还在，升级服务器也许有用。</translation>
    </message>
    <message>
        <source>What came so far is kept. Set a shorter context length, choose a smaller model, or close other programs.</source>
        <translation>已生成的内容都已保留。请调小上下文长度、换小一点的模型，或关闭其他程序。</translation>
    </message>
    <message>
        <source>What had come from {url} is kept. Check the network, then answer again.</source>
        <translation>{url} 已发来的内容都已保留。请检查网络，然后重新生成。</translation>
    </message>
    <message>
        <source>Write something first.</source>
        <translation>先写点什么吧。</translation>
    </message>
    <message>
        <source>Your chats are in use</source>
        <translation>对话正被占用</translation>
    </message>
    <message>
        <source>Your chats are kept. Try again; if it happens again, please report it together with the log file.</source>
        <translation>你的对话都已保留。请重试；如果再次发生，请报告问题并附上日志文件。</translation>
    </message>
    <message>
        <source>Your chats could not be brought to this version</source>
        <translation>对话没能升级到这个版本</translation>
    </message>
    <message>
        <source>Your chats were kept by a newer version</source>
        <translation>对话是由更新的版本保存的</translation>
    </message>
    <message>
        <source>{path} cannot be created or written. Check the permissions and the free space, or choose another folder.</source>
        <translation>{path} 无法创建或写入。请检查权限和剩余空间，或选择其他文件夹。</translation>
    </message>
    <message>
        <source>{path} contains something that cannot be right. Get the file again.</source>
        <translation>{path} 的内容有误。请重新获取文件。</translation>
    </message>
    <message>
        <source>{path} could not be written. Free some space; then go on.</source>
        <translation>{path} 无法写入。请腾出一些空间，然后继续。</translation>
    </message>
    <message>
        <source>{path} has no content, perhaps because a download did not begin. Download it again.</source>
        <translation>{path} 没有内容，可能是下载没有开始。请重新下载。</translation>
    </message>
    <message>
        <source>{path} is a folder. Choose the model file in it; its name ends in “.gguf”.</source>
        <translation>{path} 是文件夹。请选择其中的模型文件，文件名以“.gguf”结尾。</translation>
    </message>
    <message>
        <source>{path} is as it was. Free some space and start again, or use the version from before.</source>
        <translation>{path} 保持原样。请腾出一些空间后重新启动，或使用之前的版本。</translation>
    </message>
    <message>
        <source>{path} is built as “{architecture}”, which this version cannot run. A newer version may; other models work.</source>
        <translation>{path} 的架构是“{architecture}”，这个版本还不能运行。新版本也许可以，其他模型能正常使用。</translation>
    </message>
    <message>
        <source>{path} is missing, protected, or not a text. Check the file and choose it again.</source>
        <translation>{path} 不存在、受保护，或不是文本。请检查文件，然后重新选择。</translation>
    </message>
    <message>
        <source>{path} is one part of several, and {part} is not beside it. Put all parts into the same folder.</source>
        <translation>{path} 是分卷之一，旁边缺少 {part}。请把所有分卷放在同一个文件夹里。</translation>
    </message>
    <message>
        <source>{path} is something else. The program runs models in the GGUF format, whose names end in “.gguf”.</source>
        <translation>{path} 是别的文件。本程序运行 GGUF 格式的模型，文件名以“.gguf”结尾。</translation>
    </message>
    <message>
        <source>{path} looks right but did not load. Get the file again, or choose another model.</source>
        <translation>{path} 看起来没有问题，但没能加载。请重新获取文件，或选择其他模型。</translation>
    </message>
    <message>
        <source>{path} needs {needed_bytes}, and {available_bytes} are free. Choose a smaller file of the model, set a shorter context length in the settings, or close other programs.</source>
        <translation>{path} 需要 {needed_bytes}，现在空闲 {available_bytes}。请选择该模型更小的文件、在设置中调小上下文长度，或关闭其他程序。</translation>
    </message>
    <message>
        <source>{path} should hold JSON with a list “messages”, each with “role” and “content”.</source>
        <translation>{path} 的内容应为 JSON，含有列表“messages”，其中每一项都有“role”和“content”。</translation>
    </message>
    <message>
        <source>{url} answers only with a valid key (a password for programs). Set it as QWQ_DESKTOP_SERVER_KEY in the environment, then start the program again.</source>
        <translation>有了有效的密钥（给程序用的密码），{url} 才会回答。请把密钥设为环境变量 QWQ_DESKTOP_SERVER_KEY，然后重新启动程序。</translation>
    </message>
    <message>
        <source>{url} has too much to do right now, or is still loading its model. Try again in a while.</source>
        <translation>{url} 现在太忙，或者还在加载模型。请过一会儿再试。</translation>
    </message>
    <message>
        <source>{url} sends visitors on to {target}. Nothing was sent there. If you trust that address, use it instead.</source>
        <translation>{url} 要求转到 {target}，但没有向那里发送任何内容。如果信任那个地址，请直接使用它。</translation>
    </message>
    <message>
        <source>“{name}” is not a tool of this program. Check its name.</source>
        <translation>本程序没有名为“{name}”的工具。请检查名称。</translation>
    </message>
    <message>
        <source>“{url}” cannot be used. An address looks like http://localhost:8080 or https://example.org/v1, without a name and password.</source>
        <translation>“{url}”无法使用。地址应类似 http://localhost:8080 或 https://example.org/v1，不含用户名和密码。</translation>
    </message>
</context>
<context>
    <name>RestNotice</name>
    <message>
        <source>Other programs need the memory, so the model rests. It wakes with your next question.</source>
        <translation>其他程序需要内存，模型先休息了。你下次提问时它会醒来。</translation>
    </message>
</context>
<context>
    <name>RunningGroup</name>
    <message>
        <source> GB</source>
        <translation> GB</translation>
    </message>
    <message>
        <source> min</source>
        <translation> 分钟</translation>
    </message>
    <message>
        <source>A quarter of the memory, but it harms models of the Qwen family, QwQ among them.</source>
        <translation>内存只占四分之一，但 Qwen 系列模型（含 QwQ）会变差。</translation>
    </message>
    <message>
        <source>After</source>
        <translation>闲置后</translation>
    </message>
    <message>
        <source>Answers more slowly and leaves half of the processor to other programs.</source>
        <translation>回答会慢一些，把一半处理器留给其他程序。</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Automatic leaves one free, so that the computer stays usable.</source>
        <translation>自动：留出一个，让电脑用起来不卡。</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>指定</translation>
    </message>
    <message>
        <source>Exact, and the largest (KV cache f16).</source>
        <translation>最精确，也最占内存（KV 缓存 f16）。</translation>
    </message>
    <message>
        <source>Flash attention</source>
        <translation>Flash Attention</translation>
    </message>
    <message>
        <source>Free the memory when idle</source>
        <translation>闲置时释放内存</translation>
    </message>
    <message>
        <source>Half the memory at hardly any loss.</source>
        <translation>内存减半，质量几乎不受影响。</translation>
    </message>
    <message>
        <source>How it runs</source>
        <translation>运行方式</translation>
    </message>
    <message>
        <source>Layers on the GPU</source>
        <translation>GPU 上的层数</translation>
    </message>
    <message>
        <source>Number format of the context (KV cache)</source>
        <translation>上下文的数值格式（KV 缓存）</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>On</source>
        <translation>开启</translation>
    </message>
    <message>
        <source>Parts of the model on the graphics card: the more, the faster.</source>
        <translation>模型放在显卡上的部分：越多越快。</translation>
    </message>
    <message>
        <source>Processor threads</source>
        <translation>处理器线程数</translation>
    </message>
    <message>
        <source>Reads long texts with less memory. Needed by q8_0 and q4_0.</source>
        <translation>读长文更省内存。使用 q8_0 和 q4_0 时必须开启。</translation>
    </message>
    <message>
        <source>Space for read chats</source>
        <translation>已读对话占用的空间</translation>
    </message>
    <message>
        <source>The model rests when nobody asks, and wakes with your next question.</source>
        <translation>没人提问时模型会休息，你下次提问时它会醒来。</translation>
    </message>
    <message>
        <source>Use fewer cores</source>
        <translation>少用处理器核心</translation>
    </message>
    <message>
        <source>What the model has read of your chats is kept on the disk, so that it need not read an old chat again. 0 keeps nothing.</source>
        <translation>模型读过的对话会保存在磁盘上，以后不必重新读。设为 0 则不保存。</translation>
    </message>
    <message>
        <source>f16, and q8_0 only where the context needs it to fit.</source>
        <translation>使用 f16；只有上下文装不下时才用 q8_0。</translation>
    </message>
</context>
<context>
    <name>SamplingGroup</name>
    <message>
        <source>At 0 QwQ falls into repeating itself. 0.6 is advised.</source>
        <translation>设为 0 时，QwQ 会不停地重复自己。建议用 0.6。</translation>
    </message>
    <message>
        <source>At 0 it leaves out no word.</source>
        <translation>设为 0 时不排除任何词。</translation>
    </message>
    <message>
        <source>Fixed</source>
        <translation>固定</translation>
    </message>
    <message>
        <source>Frequency penalty</source>
        <translation>频率惩罚</translation>
    </message>
    <message>
        <source>How it chooses words</source>
        <translation>选词方式（采样）</translation>
    </message>
    <message>
        <source>Lower is steadier, higher is more varied.</source>
        <translation>越低越稳定，越高越多变。</translation>
    </message>
    <message>
        <source>Makes words rarer that came before; 1 is off.</source>
        <translation>让出现过的词少出现；1 为关闭。</translation>
    </message>
    <message>
        <source>Makes words rarer the more often they came.</source>
        <translation>词出现得越多，后面就越少用。</translation>
    </message>
    <message>
        <source>Min-p</source>
        <translation>Min-p</translation>
    </message>
    <message>
        <source>Model's advice</source>
        <translation>模型推荐</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>No word less likely than {percent} % of the likeliest.</source>
        <translation>不选可能性低于最可能词 {percent}% 的词。</translation>
    </message>
    <message>
        <source>Only the likeliest words that together make {percent} %.</source>
        <translation>只选最可能的、合计占 {percent}% 的词。</translation>
    </message>
    <message>
        <source>Only the {count} likeliest words.</source>
        <translation>只选最可能的 {count} 个词。</translation>
    </message>
    <message>
        <source>Own</source>
        <translation>自定义</translation>
    </message>
    <message>
        <source>Precise</source>
        <translation>精确</translation>
    </message>
    <message>
        <source>Presence penalty</source>
        <translation>存在惩罚</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>QwQ preset</source>
        <translation>QwQ 推荐</translation>
    </message>
    <message>
        <source>Raise it when the model goes round in circles.</source>
        <translation>模型总在绕圈子时，请调高。</translation>
    </message>
    <message>
        <source>Random</source>
        <translation>随机</translation>
    </message>
    <message>
        <source>Repetition penalty</source>
        <translation>重复惩罚</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>Steadier: for mathematics and code.</source>
        <translation>更稳定，适合数学和代码。</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>Top-k</source>
        <translation>Top-k</translation>
    </message>
    <message>
        <source>Top-p</source>
        <translation>Top-p</translation>
    </message>
    <message>
        <source>What the makers of the model advise.</source>
        <translation>模型作者推荐的值。</translation>
    </message>
    <message>
        <source>With a fixed seed the same question gets the same answer again.</source>
        <translation>种子固定时，同样的问题会得到同样的回答。</translation>
    </message>
    <message>
        <source>Your own values.</source>
        <translation>你自己设定的值。</translation>
    </message>
</context>
<context>
    <name>SettingsPane</name>
    <message>
        <source>Close the settings</source>
        <translation>关闭设置</translation>
    </message>
    <message>
        <source>Close the settings (Esc)</source>
        <translation>关闭设置（Esc）</translation>
    </message>
    <message>
        <source>Reload now</source>
        <translation>重新加载</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>These take effect after a reload.</source>
        <translation>重新加载模型后生效。</translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message>
        <source>Chats</source>
        <translation>对话列表</translation>
    </message>
    <message>
        <source>Hide the chats</source>
        <translation>隐藏对话列表</translation>
    </message>
    <message>
        <source>Hide the chats (Ctrl+B)</source>
        <translation>隐藏对话列表（Ctrl+B）</translation>
    </message>
    <message>
        <source>New chat</source>
        <translation>新对话</translation>
    </message>
    <message>
        <source>No chat has these words in its title.</source>
        <translation>没有标题包含这些字词的对话。</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Search the chats by title</source>
        <translation>按标题搜索对话</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Your chats will be listed here.</source>
        <translation>对话会列在这里。</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>How much of the model's context, what it keeps in view, is in use.</source>
        <translation>上下文是模型一次能看到的内容；这里显示已用了多少。</translation>
    </message>
    <message>
        <source>Nothing leaves this computer</source>
        <translation>一切都留在本机</translation>
    </message>
    <message>
        <source>The conversation has nearly filled what the model can keep in view.</source>
        <translation>对话快要占满模型一次能看到的内容了。</translation>
    </message>
    <message>
        <source>{number} tokens/s</source>
        <translation>{number} 词元/秒</translation>
    </message>
    <message>
        <source>{used} of {available} tokens</source>
        <translation>已用 {used} / {available} 词元</translation>
    </message>
</context>
<context>
    <name>ThinkingControls</name>
    <message>
        <source>Add a remark</source>
        <translation>补充一句</translation>
    </message>
    <message>
        <source>Answer now</source>
        <translation>立即回答</translation>
    </message>
    <message>
        <source>Halt here; it can go on later, even after a restart</source>
        <translation>停在这里，以后可以继续，重启之后也行</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Tell it something while it thinks</source>
        <translation>在它思考时告诉它一些事</translation>
    </message>
    <message>
        <source>The thinking seems to repeat itself.</source>
        <translation>思考似乎在原地打转。</translation>
    </message>
    <message>
        <source>What should it consider? Enter sends</source>
        <translation>想让它考虑什么？按回车发送</translation>
    </message>
    <message>
        <source>Your remark</source>
        <translation>你的补充</translation>
    </message>
</context>
<context>
    <name>ThinkingPanel</name>
    <message>
        <source>Answer now</source>
        <translation>立即回答</translation>
    </message>
    <message>
        <source>End the thinking and go on to the answer</source>
        <translation>结束思考，开始回答</translation>
    </message>
    <message>
        <source>Show or hide the thinking</source>
        <translation>显示或隐藏思考过程</translation>
    </message>
    <message>
        <source>Thinking…</source>
        <translation>正在思考…</translation>
    </message>
    <message>
        <source>Thought for a moment</source>
        <translation>思考了片刻</translation>
    </message>
    <message>
        <source>Thought for {duration}</source>
        <translation>思考了 {duration}</translation>
    </message>
</context>
<context>
    <name>UserMessage</name>
    <message>
        <source>Your message</source>
        <translation>你的消息</translation>
    </message>
</context>
</TS>
