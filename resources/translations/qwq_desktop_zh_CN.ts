<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Advice</name>
    <message>
        <source>A finer version would be slower here and thinks hardly better.</source>
        <translation>更精细的版本在这台电脑上更慢，思考能力也好不了多少。</translation>
    </message>
    <message>
        <source>As good as the original</source>
        <translation>和原版一样好</translation>
    </message>
    <message>
        <source>Errs more and thinks longer</source>
        <translation>错得更多，想得更久</translation>
    </message>
    <message>
        <source>Even its smallest version needs {needed_bytes} of memory, and {available_bytes} can be used; a smaller model may fit.</source>
        <translation>即使最小的版本也需要 {needed_bytes} 内存，而可用的只有 {available_bytes}；小一些的模型也许放得下。</translation>
    </message>
    <message>
        <source>Fits into the memory, about reading speed.</source>
        <translation>内存放得下，速度和阅读差不多。</translation>
    </message>
    <message>
        <source>Fits into the memory, but very slowly.</source>
        <translation>内存放得下，但很慢。</translation>
    </message>
    <message>
        <source>Fits into the memory, faster than you read.</source>
        <translation>内存放得下，写得比你读得还快。</translation>
    </message>
    <message>
        <source>Fits into the memory, slower than you read.</source>
        <translation>内存放得下，但写得比你读得慢。</translation>
    </message>
    <message>
        <source>Fits into the memory.</source>
        <translation>内存放得下。</translation>
    </message>
    <message>
        <source>Fits on the graphics card, about reading speed.</source>
        <translation>显卡放得下，速度和阅读差不多。</translation>
    </message>
    <message>
        <source>Fits on the graphics card, but very slowly: an answer takes long minutes.</source>
        <translation>显卡放得下，但很慢：一个回答要等好几分钟。</translation>
    </message>
    <message>
        <source>Fits on the graphics card, faster than you read.</source>
        <translation>显卡放得下，写得比你读得还快。</translation>
    </message>
    <message>
        <source>Fits on the graphics card, slower than you read.</source>
        <translation>显卡放得下，但写得比你读得慢。</translation>
    </message>
    <message>
        <source>Fits on the graphics card.</source>
        <translation>显卡放得下。</translation>
    </message>
    <message>
        <source>Fits, partly on the graphics card, about reading speed.</source>
        <translation>放得下，一部分在显卡上，速度和阅读差不多。</translation>
    </message>
    <message>
        <source>Fits, partly on the graphics card, but very slowly.</source>
        <translation>放得下，一部分在显卡上，但很慢。</translation>
    </message>
    <message>
        <source>Fits, partly on the graphics card, faster than you read.</source>
        <translation>放得下，一部分在显卡上，写得比你读得还快。</translation>
    </message>
    <message>
        <source>Fits, partly on the graphics card, slower than you read.</source>
        <translation>放得下，一部分在显卡上，但写得比你读得慢。</translation>
    </message>
    <message>
        <source>Fits, partly on the graphics card.</source>
        <translation>放得下，一部分在显卡上。</translation>
    </message>
    <message>
        <source>It fits, but an answer with its thinking may take half an hour; a smaller model serves you better here.</source>
        <translation>放得下，但连思考带回答可能要半小时；在这台电脑上，小一些的模型更合适。</translation>
    </message>
    <message>
        <source>It fits, but has room for {context_length} tokens (pieces of words) only: long thoughts may not come to their end.</source>
        <translation>放得下，但只能容纳 {context_length} 个词元（词的片段）：长的思考可能来不及想完。</translation>
    </message>
    <message>
        <source>It fits, but is slow here: think of minutes for an answer, and of a smaller model for everyday questions.</source>
        <translation>放得下，但在这台电脑上较慢：一个回答要等几分钟，日常问题可以用小一些的模型。</translation>
    </message>
    <message>
        <source>It is the finest version that fits, and it thinks nearly as well as the original.</source>
        <translation>这是放得下的最精细的版本，思考能力与原版相差无几。</translation>
    </message>
    <message>
        <source>It lies wholly on the graphics card, which makes it quick; a finer version would not, and thinks hardly better.</source>
        <translation>它能整个放在显卡上，所以快；更精细的版本放不下，思考能力也好不了多少。</translation>
    </message>
    <message>
        <source>Like the original</source>
        <translation>与原版一样</translation>
    </message>
    <message>
        <source>Much is lost</source>
        <translation>损失很大</translation>
    </message>
    <message>
        <source>Nearly as good as the original</source>
        <translation>几乎和原版一样好</translation>
    </message>
    <message>
        <source>No files of this model were found.</source>
        <translation>没有找到这个模型的文件。</translation>
    </message>
    <message>
        <source>Only a coarse version fits, which thinks longer and errs more; a smaller model serves you better here.</source>
        <translation>只放得下粗略的版本，它想得更久、错得更多；在这台电脑上，小一些的模型更合适。</translation>
    </message>
    <message>
        <source>The computer could run it, but the disk has {available_bytes} left and {needed_bytes} are needed.</source>
        <translation>这台电脑能运行它，但硬盘只剩 {available_bytes}，需要 {needed_bytes}。</translation>
    </message>
    <message>
        <source>The disk has room for a coarse version only; a better one needs {needed_bytes}, and {available_bytes} are free.</source>
        <translation>硬盘只放得下粗略的版本；更好的版本需要 {needed_bytes}，还剩 {available_bytes}。</translation>
    </message>
    <message>
        <source>The disk is too full: it needs {needed_bytes}, and {available_bytes} are free.</source>
        <translation>硬盘空间不够：需要 {needed_bytes}，还剩 {available_bytes}。</translation>
    </message>
    <message>
        <source>This computer has room for a version that loses nothing you would notice.</source>
        <translation>这台电脑放得下几乎没有损失的版本。</translation>
    </message>
    <message>
        <source>Too large: it needs {needed_bytes} of memory, and {available_bytes} can be used.</source>
        <translation>太大：需要 {needed_bytes} 内存，现有 {available_bytes} 可用。</translation>
    </message>
</context>
<context>
    <name>AdvicePresenter</name>
    <message>
        <source>{first} is too large for this computer; this model is the best for it.</source>
        <translation>{first} 对这台电脑来说太大，这个模型最合适。</translation>
    </message>
    <message>
        <source>{first} would be slow on this computer; this model suits it better.</source>
        <translation>{first} 在这台电脑上会很慢，这个模型更合适。</translation>
    </message>
</context>
<context>
    <name>AdviceSection</name>
    <message>
        <source>Ask again</source>
        <translation>重新检测</translation>
    </message>
    <message>
        <source>Helpers of other models</source>
        <translation>辅助其他模型</translation>
    </message>
    <message>
        <source>Other models</source>
        <translation>其他模型</translation>
    </message>
    <message>
        <source>To find passages in your documents</source>
        <translation>用于在文档中查找段落</translation>
    </message>
</context>
<context>
    <name>AllChatsButton</name>
    <message>
        <source>All chats</source>
        <translation>全部对话</translation>
    </message>
    <message>
        <source>Archived chats</source>
        <translation>已归档的对话</translation>
    </message>
    <message>
        <source>Export chats…</source>
        <translation>导出对话…</translation>
    </message>
    <message>
        <source>Import chats…</source>
        <translation>导入对话…</translation>
    </message>
</context>
<context>
    <name>AnswerAnnouncer</name>
    <message>
        <source>Thinking…</source>
        <translation>正在思考…</translation>
    </message>
</context>
<context>
    <name>AnswerChip</name>
    <message>
        <source>Answer</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>Copy the final answer</source>
        <translation>复制最终答案</translation>
    </message>
    <message>
        <source>Final answer: {answer}</source>
        <translation>最终答案：{answer}</translation>
    </message>
</context>
<context>
    <name>AnswerMessage</name>
    <message>
        <source>Answer</source>
        <translation>回答</translation>
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
    <name>ArchiveBar</name>
    <message>
        <source>Archived chats</source>
        <translation>已归档的对话</translation>
    </message>
    <message>
        <source>Back from the archived chats</source>
        <translation>离开已归档的对话</translation>
    </message>
</context>
<context>
    <name>AttachmentChip</name>
    <message>
        <source>Look into {name}, {size}</source>
        <translation>查看 {name}，{size}</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <translation>移除 {name}</translation>
    </message>
</context>
<context>
    <name>BackgroundDownloads</name>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>{name} is on this computer now.</source>
        <translation>{name} 已下载到这台电脑。</translation>
    </message>
    <message>
        <source>{name} was not downloaded</source>
        <translation>{name} 没有下载成功</translation>
    </message>
</context>
<context>
    <name>BranchSwitch</name>
    <message>
        <source>Next version</source>
        <translation>下一个版本</translation>
    </message>
    <message>
        <source>Previous version</source>
        <translation>上一个版本</translation>
    </message>
</context>
<context>
    <name>CardsGroup</name>
    <message>
        <source>By free memory</source>
        <translation>按空闲显存</translation>
    </message>
    <message>
        <source>Cards in use</source>
        <translation>使用的显卡</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>指定</translation>
    </message>
    <message>
        <source>Graphics cards for this model</source>
        <translation>此模型使用的显卡</translation>
    </message>
    <message>
        <source>How they share the layers</source>
        <translation>各层怎样分配</translation>
    </message>
    <message>
        <source>Move {card} up</source>
        <translation>将 {card} 上移</translation>
    </message>
    <message>
        <source>Share of {card}</source>
        <translation>{card} 的份额</translation>
    </message>
    <message>
        <source>The first ones get the first layers. One alone keeps the others free.</source>
        <translation>排在前面的先分到层。只选一块，其余的就空出来。</translation>
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
    <name>ChatDocuments</name>
    <message>
        <source>Keep as a document</source>
        <translation>存为文档</translation>
    </message>
    <message>
        <source>That is a long text. As a document it is searched, and kept for later.</source>
        <translation>这段文本很长。存为文档后可以搜索，以后也能再用。</translation>
    </message>
    <message>
        <source>“{name}” is among your documents now.</source>
        <translation>“{name}”已加入你的文档。</translation>
    </message>
</context>
<context>
    <name>ChatListModel</name>
    <message>
        <source>Folder {name}</source>
        <translation>文件夹 {name}</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>New chat</source>
        <translation>新对话</translation>
    </message>
    <message>
        <source>Older</source>
        <translation>更早</translation>
    </message>
    <message>
        <source>Pinned</source>
        <translation>置顶</translation>
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
        <source>folded</source>
        <translation>已折叠</translation>
    </message>
    <message>
        <source>is answering</source>
        <translation>正在回答</translation>
    </message>
    <message>
        <source>open</source>
        <translation>已展开</translation>
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
    <name>ChatMenu</name>
    <message>
        <source>Archive</source>
        <translation>归档</translation>
    </message>
    <message>
        <source>Copy the whole chat</source>
        <translation>复制整个对话</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>复制一份</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Fold</source>
        <translation>折叠</translation>
    </message>
    <message>
        <source>Move to folder</source>
        <translation>移到文件夹</translation>
    </message>
    <message>
        <source>New folder…</source>
        <translation>新建文件夹…</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>置顶</translation>
    </message>
    <message>
        <source>Remove folder, keep its chats</source>
        <translation>删除文件夹，保留其中的对话</translation>
    </message>
    <message>
        <source>Rename folder…</source>
        <translation>重命名文件夹…</translation>
    </message>
    <message>
        <source>Take out of the archive</source>
        <translation>移出归档</translation>
    </message>
    <message>
        <source>Take out of the folder</source>
        <translation>移出文件夹</translation>
    </message>
    <message>
        <source>Unfold</source>
        <translation>展开</translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation>取消置顶</translation>
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
        <source>Looking in your documents…</source>
        <translation>正在查找你的文档…</translation>
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
        <source>Calculating {input}…</source>
        <translation>正在计算 {input}…</translation>
    </message>
    <message>
        <source>Looked at the clock → {result}</source>
        <translation>看了时钟 → {result}</translation>
    </message>
    <message>
        <source>Used {tool} → {result}</source>
        <translation>使用了 {tool} → {result}</translation>
    </message>
    <message>
        <source>Used {tool}: {input} → {result}</source>
        <translation>使用 {tool}：{input} → {result}</translation>
    </message>
    <message>
        <source>Using {tool}: {input}…</source>
        <translation>正在使用 {tool}：{input}…</translation>
    </message>
    <message>
        <source>Using {tool}…</source>
        <translation>正在使用 {tool}…</translation>
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
    <name>Citations</name>
    <message>
        <source>Not found in your documents, word for word.</source>
        <translation>在你的文档中找不到一字不差的原文。</translation>
    </message>
    <message>
        <source>Quotation found: {place}</source>
        <translation>引文已核实：{place}</translation>
    </message>
    <message>
        <source>Stands in another document: {place}</source>
        <translation>出自另一份文档：{place}</translation>
    </message>
    <message>
        <source>There is no passage with this number.</source>
        <translation>没有这个编号的段落。</translation>
    </message>
    <message>
        <source>another document</source>
        <translation>另一份文档</translation>
    </message>
    <message>
        <source>page {page}</source>
        <translation>第 {page} 页</translation>
    </message>
</context>
<context>
    <name>Cli</name>
    <message>
        <source>The context is full: the model no longer sees the oldest part of this chat.</source>
        <translation>上下文已满：模型不再能看到这段对话中最早的部分。</translation>
    </message>
    <message>
        <source>{name}: page {page} of {pages}</source>
        <translation>{name}：第 {page} 页，共 {pages} 页</translation>
    </message>
</context>
<context>
    <name>CodeButtons</name>
    <message>
        <source>Copy code</source>
        <translation>复制代码</translation>
    </message>
    <message>
        <source>Open in a window</source>
        <translation>在窗口中打开</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
</context>
<context>
    <name>CollectionBar</name>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Ask this collection</source>
        <translation>向此文档集提问</translation>
    </message>
    <message>
        <source>Collections</source>
        <translation>文档集</translation>
    </message>
    <message>
        <source>Delete collection, keep its documents</source>
        <translation>删除文档集，保留其中的文档</translation>
    </message>
    <message>
        <source>Name of the collection</source>
        <translation>文档集的名称</translation>
    </message>
    <message>
        <source>Needs a look</source>
        <translation>需要查看</translation>
    </message>
    <message>
        <source>New collection</source>
        <translation>新建文档集</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Watch a folder…</source>
        <translation>关注文件夹…</translation>
    </message>
    <message numerus="yes">
        <source>{name}, %n document(s)</source>
        <translation>
            <numerusform>{name}，%n 份文档</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CollectionPresenter</name>
    <message>
        <source>Collection “{name}” deleted. Its documents stay.</source>
        <translation>已删除文档集“{name}”。其中的文档仍保留。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Watch a folder</source>
        <translation>关注文件夹</translation>
    </message>
</context>
<context>
    <name>Composer</name>
    <message>
        <source>Ask {model}…</source>
        <translation>向 {model} 提问…</translation>
    </message>
    <message>
        <source>Ask…</source>
        <translation>提问…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Pasted text</source>
        <translation>粘贴的文本</translation>
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
        <source>Send after this answer</source>
        <translation>等这次回答结束后发送</translation>
    </message>
    <message>
        <source>Send after this answer (Enter)</source>
        <translation>等这次回答结束后发送（回车）</translation>
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
        <source>Your earlier message. Sending it asks anew from there.</source>
        <translation>这是你之前的消息。发送后会从那里重新提问。</translation>
    </message>
    <message>
        <source>{action} (Esc)</source>
        <translation>{action}（Esc）</translation>
    </message>
</context>
<context>
    <name>ComposerPresenter</name>
    <message>
        <source>Attach texts and documents</source>
        <translation>添加文本和文档</translation>
    </message>
</context>
<context>
    <name>ComposerTools</name>
    <message numerus="yes">
        <source>%n document(s)</source>
        <translation>
            <numerusform>%n 份文档</numerusform>
        </translation>
    </message>
    <message>
        <source>Always</source>
        <translation>总是</translation>
    </message>
    <message>
        <source>Always: think before every answer</source>
        <translation>总是：每次回答前都思考</translation>
    </message>
    <message>
        <source>Answer from your documents</source>
        <translation>依据你的文档回答</translation>
    </message>
    <message>
        <source>Attach files</source>
        <translation>添加附件</translation>
    </message>
    <message>
        <source>Attach texts and documents</source>
        <translation>添加文本和文档</translation>
    </message>
    <message>
        <source>Auto</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Auto: as the model does by itself</source>
        <translation>自动：由模型自己决定</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>文档</translation>
    </message>
    <message>
        <source>Instructions for this chat</source>
        <translation>本对话的要求</translation>
    </message>
    <message>
        <source>Let the model use tools, such as the calculator</source>
        <translation>让模型使用工具，比如计算器</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Off: answer straight away</source>
        <translation>关闭：直接回答</translation>
    </message>
    <message>
        <source>Saved prompts</source>
        <translation>常用提示词</translation>
    </message>
    <message>
        <source>Saved prompts (/)</source>
        <translation>常用提示词（/）</translation>
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
</context>
<context>
    <name>Connections</name>
    <message>
        <source>Asked a model hub what it has</source>
        <translation>向模型库查询</translation>
    </message>
    <message>
        <source>Asked a model server what it offers</source>
        <translation>询问模型服务器提供什么</translation>
    </message>
    <message>
        <source>Downloaded a model</source>
        <translation>下载模型</translation>
    </message>
    <message>
        <source>Read the beginning of a model's file</source>
        <translation>读取模型文件的开头</translation>
    </message>
    <message>
        <source>Sent your chat to a model server</source>
        <translation>将对话发送到模型服务器</translation>
    </message>
    <message>
        <source>{host} (this computer)</source>
        <translation>{host}（本机）</translation>
    </message>
</context>
<context>
    <name>ConnectionsDialog</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>网络连接</translation>
    </message>
    <message>
        <source>Each connection that the program made since its start, the newest first. The list is forgotten when it ends.</source>
        <translation>程序启动以来建立的每一个连接，最新的在前。程序结束后，此列表不会保留。</translation>
    </message>
    <message>
        <source>No connections since the start.</source>
        <translation>启动以来没有任何连接。</translation>
    </message>
</context>
<context>
    <name>ContextChoice</name>
    <message>
        <source>A longer view has room for this message.</source>
        <translation>扩大视野后可以容纳这条消息。</translation>
    </message>
    <message>
        <source>Beyond {native} tokens the longer view is stretched (YaRN): the model's authors warn that it may do worse with short texts.</source>
        <translation>超过 {native} 词元后，视野靠拉伸扩大（YaRN）：模型作者提醒，处理短文本时效果可能变差。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Its oldest messages will leave the view by themselves, and stay findable.</source>
        <translation>最早的消息会自动移出视野，但仍然可以找回。</translation>
    </message>
    <message>
        <source>Loads the model again; an answer that is being written goes on after it</source>
        <translation>会重新载入模型；正在写的回答会接着写完</translation>
    </message>
    <message>
        <source>Longer view: {tokens} tokens</source>
        <translation>扩大视野：{tokens} 词元</translation>
    </message>
    <message>
        <source>Summarise the older part</source>
        <translation>为较早的部分生成摘要</translation>
    </message>
    <message>
        <source>This chat nearly fills what the model can keep in view.</source>
        <translation>这段对话快要超出模型的视野了。</translation>
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
    <name>ContextPresenter</name>
    <message>
        <source>No longer view fits into this computer's free memory now.</source>
        <translation>这台电脑目前的空闲内存放不下更大的视野。</translation>
    </message>
    <message>
        <source>Summarising the older part…</source>
        <translation>正在为较早的部分生成摘要…</translation>
    </message>
</context>
<context>
    <name>CopyActions</name>
    <message>
        <source>Copy as Markdown</source>
        <translation>复制为 Markdown</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>复制为文本</translation>
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
    <name>DocumentDelegate</name>
    <message>
        <source>Password of “{name}”</source>
        <translation>“{name}”的密码</translation>
    </message>
    <message>
        <source>Password, then Enter</source>
        <translation>输入密码，按回车</translation>
    </message>
</context>
<context>
    <name>DocumentDialogs</name>
    <message>
        <source>Add a folder</source>
        <translation>添加文件夹</translation>
    </message>
    <message>
        <source>Add documents</source>
        <translation>添加文档</translation>
    </message>
    <message>
        <source>Where is the file now?</source>
        <translation>文件现在在哪里？</translation>
    </message>
</context>
<context>
    <name>DocumentHit</name>
    <message>
        <source>page {page}</source>
        <translation>第 {page} 页</translation>
    </message>
</context>
<context>
    <name>DocumentLine</name>
    <message numerus="yes">
        <source>%n page(s)</source>
        <translation>
            <numerusform>%n 页</numerusform>
        </translation>
    </message>
    <message>
        <source>Answers still come from the text as it was. Read it again to catch up.</source>
        <translation>回答仍依据旧的文本。重新读取即可更新。</translation>
    </message>
    <message>
        <source>Changed since it was read</source>
        <translation>读取之后有改动</translation>
    </message>
    <message>
        <source>Find it…</source>
        <translation>查找…</translation>
    </message>
    <message>
        <source>Give password</source>
        <translation>输入密码</translation>
    </message>
    <message>
        <source>It was moved, renamed or deleted.</source>
        <translation>它被移动、改名或删除了。</translation>
    </message>
    <message>
        <source>Its file is not where it was</source>
        <translation>文件已不在原处</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>重新读取</translation>
    </message>
    <message>
        <source>Reading page {page} of {pages}</source>
        <translation>正在读取第 {page} 页，共 {pages} 页</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>正在阅读…</translation>
    </message>
    <message>
        <source>Waiting to be read</source>
        <translation>等待读取</translation>
    </message>
    <message>
        <source>What was read of it is still found.</source>
        <translation>已读取的内容仍可找到。</translation>
    </message>
    <message>
        <source>added {day}</source>
        <translation>{day}添加</translation>
    </message>
    <message>
        <source>today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>昨天</translation>
    </message>
</context>
<context>
    <name>DocumentList</name>
    <message>
        <source>Ask about this</source>
        <translation>就此提问</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>文档</translation>
    </message>
    <message>
        <source>Find its file…</source>
        <translation>找到它的文件…</translation>
    </message>
    <message>
        <source>Give password…</source>
        <translation>输入密码…</translation>
    </message>
    <message>
        <source>New collection…</source>
        <translation>新建文档集…</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Put into</source>
        <translation>放入</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>重新读取</translation>
    </message>
    <message>
        <source>Remove; the file stays</source>
        <translation>移除（文件保留）</translation>
    </message>
    <message>
        <source>Show in its folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Summarise this document</source>
        <translation>总结这份文档</translation>
    </message>
    <message>
        <source>Take out of</source>
        <translation>移出</translation>
    </message>
</context>
<context>
    <name>DocumentNotices</name>
    <message numerus="yes">
        <source>%n documents removed. Their files stay.</source>
        <translation>
            <numerusform>已移除 %n 份文档。文件仍保留。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more could not be taken.</source>
        <translation>
            <numerusform>另有 %n 个无法添加。</numerusform>
        </translation>
    </message>
    <message>
        <source>Reading documents is paused; nothing is lost.</source>
        <translation>文档读取已暂停，没有丢失任何内容。</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>“{name}” removed. Its file stays.</source>
        <translation>已移除“{name}”。文件仍保留。</translation>
    </message>
</context>
<context>
    <name>DocumentProgress</name>
    <message>
        <source>Comparing meanings: {done} of {total} passages</source>
        <translation>正在比较含义：{done} / {total} 段</translation>
    </message>
    <message>
        <source>Reading: {done} of {total}</source>
        <translation>正在读取：{done} / {total}</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>{count} to read</source>
        <translation>待读 {count}</translation>
    </message>
</context>
<context>
    <name>DocumentToolbar</name>
    <message>
        <source>Add a folder…</source>
        <translation>添加文件夹…</translation>
    </message>
    <message>
        <source>Add files…</source>
        <translation>添加文件…</translation>
    </message>
    <message>
        <source>Empty the search</source>
        <translation>清空搜索</translation>
    </message>
    <message>
        <source>More ways to add</source>
        <translation>更多添加方式</translation>
    </message>
    <message>
        <source>Paste text…</source>
        <translation>粘贴文本…</translation>
    </message>
    <message>
        <source>Search in your documents</source>
        <translation>在你的文档中搜索</translation>
    </message>
    <message>
        <source>Watch a folder…</source>
        <translation>关注文件夹…</translation>
    </message>
</context>
<context>
    <name>DocumentsPage</name>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Add to “{name}”</source>
        <translation>添加到“{name}”</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>文档</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>搜索结果</translation>
    </message>
    <message>
        <source>Nothing found for “{words}”. Other words, or another collection?</source>
        <translation>没有找到“{words}”。换几个词，或换一个文档集试试？</translation>
    </message>
</context>
<context>
    <name>DownloadStrip</name>
    <message>
        <source>As fast as it can</source>
        <translation>不限速</translation>
    </message>
    <message>
        <source>At most {speed}</source>
        <translation>最快 {speed}</translation>
    </message>
    <message>
        <source>Downloads</source>
        <translation>下载</translation>
    </message>
    <message>
        <source>How fast all downloads together may be</source>
        <translation>所有下载合计的最高速度</translation>
    </message>
    <message>
        <source>How fast downloads may be</source>
        <translation>下载限速</translation>
    </message>
    <message>
        <source>Speed of downloads</source>
        <translation>下载速度</translation>
    </message>
</context>
<context>
    <name>Downloads</name>
    <message numerus="yes">
        <source>%n minutes left</source>
        <translation>
            <numerusform>剩余 %n 分钟</numerusform>
        </translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Throw away the {size} that have come?</source>
        <translation>要丢弃已下载的 {size} 吗？</translation>
    </message>
    <message numerus="yes">
        <source>about %n hours left</source>
        <translation>
            <numerusform>剩余约 %n 小时</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n hours to download</source>
        <translation>
            <numerusform>下载约 %n 小时</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n minutes to download</source>
        <translation>
            <numerusform>下载约 %n 分钟</numerusform>
        </translation>
    </message>
    <message>
        <source>comes from {source}</source>
        <translation>正在从 {source} 下载</translation>
    </message>
    <message>
        <source>has no connection and tries again by itself</source>
        <translation>没有网络，会自动重试</translation>
    </message>
    <message>
        <source>is being checked</source>
        <translation>正在校验</translation>
    </message>
    <message>
        <source>is here and whole</source>
        <translation>已下载完成，文件完整</translation>
    </message>
    <message>
        <source>is paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>less than a minute left</source>
        <translation>剩余不到 1 分钟</translation>
    </message>
    <message>
        <source>less than a minute to download</source>
        <translation>下载不到 1 分钟</translation>
    </message>
    <message>
        <source>waits for its turn</source>
        <translation>正在排队</translation>
    </message>
    <message>
        <source>waits until the server has time for it</source>
        <translation>正在等待服务器空闲</translation>
    </message>
    <message>
        <source>{done} of {total} are here</source>
        <translation>已下载 {done} / {total}</translation>
    </message>
</context>
<context>
    <name>DraftRow</name>
    <message>
        <source>A small model of the same family writes ahead and this one checks every word: the same answers, sooner.</source>
        <translation>同一系列的小模型先写，由此模型逐词检查：答案不变，速度更快。</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Choose file</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>Choose the draft model</source>
        <translation>选择草稿模型</translation>
    </message>
    <message>
        <source>Draft model</source>
        <translation>草稿模型</translation>
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
        <source>It takes {size}.</source>
        <translation>占用 {size}。</translation>
    </message>
    <message>
        <source>It writes other tokens than this model, so it is not used.</source>
        <translation>它的词元与此模型不同，因此没有使用。</translation>
    </message>
    <message>
        <source>Kind of file:</source>
        <translation>文件类型：</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>不使用</translation>
    </message>
    <message>
        <source>Model files (*.gguf)</source>
        <translation>模型文件 (*.gguf)</translation>
    </message>
    <message>
        <source>This file cannot be read, so it is not used.</source>
        <translation>无法读取这个文件，因此没有使用。</translation>
    </message>
</context>
<context>
    <name>EmbedderLine</name>
    <message>
        <source>Change how documents are found</source>
        <translation>更改文档的查找方式</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>更改…</translation>
    </message>
    <message>
        <source>Find other models…</source>
        <translation>查找其他模型…</translation>
    </message>
    <message>
        <source>Found by their words alone, as you chose.</source>
        <translation>按你的选择，仅按字词查找。</translation>
    </message>
    <message>
        <source>Found by their words alone: the model that compares meanings is not on this computer. Choose another, or find one among the models.</source>
        <translation>仅按字词查找：这台电脑上没有用于比较含义的模型。请选择另一个，或在模型页中查找。</translation>
    </message>
    <message>
        <source>Found by their words and by their meaning, with {model}.</source>
        <translation>按字词和含义查找，使用 {model}。</translation>
    </message>
    <message>
        <source>Words alone</source>
        <translation>仅按字词</translation>
    </message>
    <message>
        <source>Words and meaning: {model}</source>
        <translation>按字词和含义：{model}</translation>
    </message>
</context>
<context>
    <name>EmbedderPresenter</name>
    <message>
        <source>Documents are found by their words alone from now on.</source>
        <translation>今后仅按字词查找文档。</translation>
    </message>
    <message>
        <source>Passages stay in the order in which they are found from now on.</source>
        <translation>从现在起，段落保持找到时的顺序。</translation>
    </message>
    <message>
        <source>This model puts the passages of your next question in order.</source>
        <translation>从下一个问题起，由这个模型为段落排序。</translation>
    </message>
    <message>
        <source>Your documents are compared anew with this model, in the background. Until that is done they are found by their words.</source>
        <translation>正在后台用此模型重新比较你的文档。完成之前先按字词查找。</translation>
    </message>
</context>
<context>
    <name>EmptyDocuments</name>
    <message>
        <source>Add a folder…</source>
        <translation>添加文件夹…</translation>
    </message>
    <message>
        <source>Add files…</source>
        <translation>添加文件…</translation>
    </message>
    <message>
        <source>Drop files or folders here</source>
        <translation>把文件或文件夹拖到这里</translation>
    </message>
    <message>
        <source>Drop files or folders here, put documents into it with their menu, or watch a folder: its files then come by themselves.</source>
        <translation>把文件或文件夹拖到这里，用文档的菜单放入，或关注一个文件夹，其中的文件会自动加入。</translation>
    </message>
    <message>
        <source>Nothing in “{name}” yet</source>
        <translation>“{name}”中还没有文档</translation>
    </message>
    <message>
        <source>PDF, Word, PowerPoint, Excel, OpenDocument, e-books, web pages, e-mail, text and code. They are read on this computer and stay where they are; nothing leaves it.</source>
        <translation>支持 PDF、Word、PowerPoint、Excel、OpenDocument、电子书、网页、邮件、文本和代码。文件只在这台电脑上读取，并留在原处；任何内容都不会外传。</translation>
    </message>
    <message>
        <source>Paste text…</source>
        <translation>粘贴文本…</translation>
    </message>
</context>
<context>
    <name>Export</name>
    <message>
        <source>Attachment</source>
        <translation>附件</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>对话</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Thinking</source>
        <translation>思考过程</translation>
    </message>
    <message>
        <source>Tool</source>
        <translation>工具</translation>
    </message>
    <message>
        <source>You</source>
        <translation>你</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>All chats</source>
        <translation>全部对话</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Chats to export</source>
        <translation>要导出的对话</translation>
    </message>
    <message>
        <source>Export chats</source>
        <translation>导出对话</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>JSON, to import again</source>
        <translation>JSON（可再次导入）</translation>
    </message>
    <message>
        <source>Markdown</source>
        <translation>Markdown</translation>
    </message>
    <message>
        <source>New chat</source>
        <translation>新对话</translation>
    </message>
    <message>
        <source>PDF</source>
        <translation>PDF</translation>
    </message>
    <message>
        <source>Web page (HTML)</source>
        <translation>网页 (HTML)</translation>
    </message>
    <message>
        <source>With the thinking</source>
        <translation>包含思考过程</translation>
    </message>
    <message>
        <source>Word (.docx)</source>
        <translation>Word (.docx)</translation>
    </message>
</context>
<context>
    <name>FileCard</name>
    <message>
        <source>Download</source>
        <translation>下载</translation>
    </message>
    <message>
        <source>Download failed</source>
        <translation>下载失败</translation>
    </message>
    <message>
        <source>Download {name}</source>
        <translation>下载 {name}</translation>
    </message>
    <message>
        <source>Downloading</source>
        <translation>正在下载</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>本机已有</translation>
    </message>
    <message>
        <source>Recommended.</source>
        <translation>推荐。</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>使用</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Close the search</source>
        <translation>关闭查找</translation>
    </message>
    <message>
        <source>Find in this chat</source>
        <translation>在此对话中查找</translation>
    </message>
    <message>
        <source>Next hit</source>
        <translation>下一处</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <source>Previous hit</source>
        <translation>上一处</translation>
    </message>
    <message>
        <source>{number} of {total}</source>
        <translation>{number} / {total}</translation>
    </message>
</context>
<context>
    <name>FolderLine</name>
    <message numerus="yes">
        <source>%n document(s)</source>
        <translation>
            <numerusform>%n 份文档</numerusform>
        </translation>
    </message>
    <message>
        <source>Stop watching</source>
        <translation>停止关注</translation>
    </message>
    <message>
        <source>Stop watching {folder}</source>
        <translation>停止关注 {folder}</translation>
    </message>
    <message>
        <source>Watching {folder} for “{collection}” · {count}</source>
        <translation>正在为“{collection}”关注 {folder} · {count}</translation>
    </message>
    <message>
        <source>{folder} is not there; it is followed again once it is back</source>
        <translation>{folder} 不在原处；恢复后会继续关注</translation>
    </message>
</context>
<context>
    <name>FolderLines</name>
    <message numerus="yes">
        <source>and %n more folder(s), in their collections</source>
        <translation>
            <numerusform>另有 %n 个文件夹，见各自的文档集</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FolderPresenter</name>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n 个文件</numerusform>
        </translation>
    </message>
    <message>
        <source>Add a folder of models</source>
        <translation>添加模型文件夹</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>移动</translation>
    </message>
    <message>
        <source>Move the models to</source>
        <translation>把模型移到</translation>
    </message>
    <message>
        <source>Move {count} to {path}?</source>
        <translation>把 {count}移到 {path}？</translation>
    </message>
    <message>
        <source>Moving models to {path}</source>
        <translation>正在把模型移到 {path}</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>好</translation>
    </message>
    <message>
        <source>Only then the old files are deleted.</source>
        <translation>确认无误后才删除旧文件。</translation>
    </message>
    <message>
        <source>Stopped. The models are where they were.</source>
        <translation>已停止。模型仍在原处。</translation>
    </message>
    <message>
        <source>The models are in {path} now.</source>
        <translation>模型已移到 {path}。</translation>
    </message>
    <message>
        <source>What was copied is kept for another try.</source>
        <translation>已复制的部分会保留，下次接着复制。</translation>
    </message>
    <message>
        <source>You can go on working meanwhile.</source>
        <translation>期间你可以继续使用。</translation>
    </message>
    <message>
        <source>{path} could not be deleted; you can do that yourself.</source>
        <translation>无法删除 {path}，你可以自行删除。</translation>
    </message>
    <message>
        <source>{size} are copied and compared first.</source>
        <translation>先复制 {size} 并逐一比对。</translation>
    </message>
</context>
<context>
    <name>FoldersGroup</name>
    <message>
        <source>Add a folder…</source>
        <translation>添加文件夹…</translation>
    </message>
    <message>
        <source>Folders for models</source>
        <translation>模型文件夹</translation>
    </message>
    <message>
        <source>For downloads</source>
        <translation>用于下载</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>More about {name}</source>
        <translation>{name} 的更多操作</translation>
    </message>
    <message>
        <source>Move to another disk…</source>
        <translation>移到另一个磁盘…</translation>
    </message>
    <message>
        <source>Not there</source>
        <translation>找不到</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Take off the list, keep the files</source>
        <translation>从列表中移除，保留文件</translation>
    </message>
    <message>
        <source>Use for downloads</source>
        <translation>下载到这里</translation>
    </message>
</context>
<context>
    <name>FormulaMenu</name>
    <message>
        <source>Copy as LaTeX</source>
        <translation>复制为 LaTeX</translation>
    </message>
    <message>
        <source>Copy as Markdown</source>
        <translation>复制为 Markdown</translation>
    </message>
    <message>
        <source>Copy as MathML</source>
        <translation>复制为 MathML</translation>
    </message>
</context>
<context>
    <name>FoundGroup</name>
    <message>
        <source>Found in other programs</source>
        <translation>其他程序里的模型</translation>
    </message>
    <message>
        <source>In your list</source>
        <translation>已在列表中</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>Use them where they lie: nothing is copied, nothing is downloaded twice.</source>
        <translation>直接使用原处的文件：不复制，也不重复下载。</translation>
    </message>
    <message>
        <source>Use {name}</source>
        <translation>使用 {name}</translation>
    </message>
    <message>
        <source>{path} of {program} cannot be read: {reason}</source>
        <translation>无法读取 {program} 的 {path}：{reason}</translation>
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
    <message>
        <source>Your questions in this chat</source>
        <translation>此对话中你的提问</translation>
    </message>
    <message>
        <source>Your questions in this chat (Ctrl+Shift+O)</source>
        <translation>此对话中你的提问（Ctrl+Shift+O）</translation>
    </message>
</context>
<context>
    <name>HubSearch</name>
    <message numerus="yes">
        <source>%n downloads</source>
        <translation>
            <numerusform>%n 次下载</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files</source>
        <translation>
            <numerusform>%n 个文件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n likes</source>
        <translation>
            <numerusform>%n 个赞</numerusform>
        </translation>
    </message>
    <message>
        <source>Does not fit</source>
        <translation>放不下</translation>
    </message>
    <message>
        <source>Fits</source>
        <translation>放得下</translation>
    </message>
    <message>
        <source>Fits partly</source>
        <translation>部分放得下</translation>
    </message>
    <message>
        <source>The file alone is larger than this computer's memory.</source>
        <translation>仅文件本身就超过了这台电脑的内存。</translation>
    </message>
    <message>
        <source>about {number} tokens a second</source>
        <translation>每秒约 {number} 个词元</translation>
    </message>
    <message>
        <source>room for {count} tokens</source>
        <translation>可容纳 {count} 个词元</translation>
    </message>
    <message>
        <source>updated {day}</source>
        <translation>{day}更新</translation>
    </message>
    <message>
        <source>{hub} answers in {seconds} s</source>
        <translation>{hub} 在 {seconds} 秒内回应</translation>
    </message>
    <message>
        <source>{hub} can't be reached from here</source>
        <translation>从这里无法访问 {hub}</translation>
    </message>
    <message>
        <source>{hub} isn't asked: the program is offline</source>
        <translation>未询问 {hub}：程序处于离线模式</translation>
    </message>
</context>
<context>
    <name>HubSearchPresenter</name>
    <message>
        <source>{hub} is asked at {address}, as {variable} says.</source>
        <translation>按照 {variable} 的设置，{hub} 使用地址 {address}。</translation>
    </message>
</context>
<context>
    <name>IncomingPresenter</name>
    <message>
        <source>Add models</source>
        <translation>添加模型</translation>
    </message>
    <message>
        <source>Add the models of a folder</source>
        <translation>添加文件夹中的模型</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>In the models folder now: {names}</source>
        <translation>已移到模型文件夹：{names}</translation>
    </message>
    <message>
        <source>In your list now, where they lie: {names}</source>
        <translation>已加入列表，文件留在原处：{names}</translation>
    </message>
    <message>
        <source>Model files (*.gguf)</source>
        <translation>模型文件 (*.gguf)</translation>
    </message>
    <message>
        <source>Moving to the models folder: {names}</source>
        <translation>正在移到模型文件夹：{names}</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>好</translation>
    </message>
    <message>
        <source>Stopped. The models are where they were.</source>
        <translation>已停止。模型仍在原处。</translation>
    </message>
</context>
<context>
    <name>IncomingSheet</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Move to my models</source>
        <translation>移到模型文件夹</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>好</translation>
    </message>
    <message>
        <source>Use where they lie</source>
        <translation>在原处使用</translation>
    </message>
    <message>
        <source>{title}: {text}</source>
        <translation>{title}：{text}</translation>
    </message>
</context>
<context>
    <name>InsidePane</name>
    <message numerus="yes">
        <source>%n passages will go in</source>
        <translation>
            <numerusform>将带上 %n 个段落</numerusform>
        </translation>
    </message>
    <message>
        <source>An answer is being written.</source>
        <translation>正在写一个回答。</translation>
    </message>
    <message>
        <source>Ask again with these</source>
        <translation>用这些段落再问一次</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>关闭 (Esc)</translation>
    </message>
    <message>
        <source>Nothing is left to ask with.</source>
        <translation>没有剩下可用的段落。</translation>
    </message>
    <message>
        <source>These passages of your documents went in with the question. Edit them, leave some out, and ask again: the new answer becomes another version.</source>
        <translation>这些段落随问题一起交给了模型。你可以修改或去掉其中一些，再问一次：新的回答会成为另一个版本。</translation>
    </message>
    <message>
        <source>What the model was given</source>
        <translation>模型读到的内容</translation>
    </message>
</context>
<context>
    <name>InstructionsForm</name>
    <message>
        <source>Answer in short sentences…</source>
        <translation>用简短的句子回答…</translation>
    </message>
    <message>
        <source>As in the settings</source>
        <translation>与设置相同</translation>
    </message>
    <message>
        <source>How it chooses its words</source>
        <translation>选词方式</translation>
    </message>
    <message>
        <source>Instructions for this chat</source>
        <translation>本对话的要求</translation>
    </message>
    <message>
        <source>Own values from the settings</source>
        <translation>设置中的自定义值</translation>
    </message>
    <message>
        <source>Precise: steadier, for facts and code</source>
        <translation>精确：更稳定，适合事实与代码</translation>
    </message>
    <message>
        <source>Recommended for the model</source>
        <translation>模型推荐值</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>The model reads this before the first message. Empty: as in the settings.</source>
        <translation>模型会在第一条消息之前读到它。留空则与设置相同。</translation>
    </message>
    <message>
        <source>What the model should keep in mind here</source>
        <translation>模型在本对话中应记住什么</translation>
    </message>
</context>
<context>
    <name>IntroExamples</name>
    <message>
        <source>Answers with page and quote</source>
        <translation>回答附页码和原文</translation>
    </message>
    <message>
        <source>Drop a PDF here and ask about it</source>
        <translation>把 PDF 拖到这里并提问</translation>
    </message>
</context>
<context>
    <name>LibrarySection</name>
    <message>
        <source>Add a model…</source>
        <translation>添加模型…</translation>
    </message>
    <message>
        <source>By name</source>
        <translation>按名称</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <source>Choose files…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>Empty the filter</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Filter the models</source>
        <translation>筛选模型</translation>
    </message>
    <message>
        <source>Largest first</source>
        <translation>最大的在前</translation>
    </message>
    <message>
        <source>Last used first</source>
        <translation>最近使用的在前</translation>
    </message>
    <message>
        <source>No model has these words.</source>
        <translation>没有符合的模型。</translation>
    </message>
    <message>
        <source>Order of the models</source>
        <translation>模型的排序</translation>
    </message>
</context>
<context>
    <name>LineCard</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>下载</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>收起</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
</context>
<context>
    <name>LoadFailure</name>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>LoadNotice</name>
    <message>
        <source>A graphics card that you chose is not there.</source>
        <translation>你指定的一块显卡不在了。</translation>
    </message>
    <message>
        <source>Loaded without the small model that drafts.</source>
        <translation>已加载，但未使用负责打草稿的小模型。</translation>
    </message>
    <message>
        <source>The context is {tokens} tokens (pieces of words) long.</source>
        <translation>上下文长度为 {tokens} 词元。</translation>
    </message>
    <message>
        <source>The conversation's memory is compressed ({kind}).</source>
        <translation>对话的缓存已压缩（{kind}）。</translation>
    </message>
    <message>
        <source>The graphics card failed: now {layers} of {total} layers use it.</source>
        <translation>显卡出错：现在 {total} 层中有 {layers} 层在显卡上运行。</translation>
    </message>
    <message>
        <source>The graphics card failed: the model runs without it now.</source>
        <translation>显卡出错：模型现在不使用显卡。</translation>
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
        <source>Accent</source>
        <translation>强调色</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>总是</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>蓝色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Fold</source>
        <translation>折叠</translation>
    </message>
    <message>
        <source>Graphite</source>
        <translation>石墨灰</translation>
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
        <source>Movement, when something opens or folds</source>
        <translation>打开或折叠时的动画</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>从不</translation>
    </message>
    <message>
        <source>Rose</source>
        <translation>玫红</translation>
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
        <source>Teal</source>
        <translation>青色</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Thinking, when the answer is there</source>
        <translation>回答后的思考过程</translation>
    </message>
    <message>
        <source>Violet</source>
        <translation>紫色</translation>
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
        <source>Bad answer; kept on this computer only</source>
        <translation>回答得不好；评价只保存在这台电脑上</translation>
    </message>
    <message>
        <source>Copy the answer</source>
        <translation>复制回答</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Edit thinking…</source>
        <translation>编辑思考过程…</translation>
    </message>
    <message>
        <source>Good answer; kept on this computer only</source>
        <translation>回答得好；评价只保存在这台电脑上</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Quote</source>
        <translation>引用</translation>
    </message>
    <message>
        <source>Read aloud</source>
        <translation>朗读</translation>
    </message>
    <message>
        <source>Stop reading</source>
        <translation>停止朗读</translation>
    </message>
    <message>
        <source>Think more</source>
        <translation>再想一想</translation>
    </message>
</context>
<context>
    <name>MessagePresenter</name>
    <message numerus="yes">
        <source>%n messages deleted</source>
        <translation>
            <numerusform>已删除 %n 条消息</numerusform>
        </translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Here is code.</source>
        <translation>这里是一段代码。</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Saved as {name}</source>
        <translation>已保存为 {name}</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
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
    <name>ModelAdvice</name>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message numerus="yes">
        <source>As of %n days ago.</source>
        <translation>
            <numerusform>%n 天前的信息。</numerusform>
        </translation>
    </message>
    <message>
        <source>As of yesterday.</source>
        <translation>昨天的信息。</translation>
    </message>
    <message>
        <source>Coarse</source>
        <translation>较粗略</translation>
    </message>
    <message>
        <source>Disk too full</source>
        <translation>磁盘空间不足</translation>
    </message>
    <message>
        <source>Does not fit</source>
        <translation>放不下</translation>
    </message>
    <message>
        <source>Fits</source>
        <translation>放得下</translation>
    </message>
    <message>
        <source>Fits, tight</source>
        <translation>勉强装下</translation>
    </message>
    <message>
        <source>Free some space, or choose a folder on another disk for models: under “On this computer”.</source>
        <translation>请腾出一些空间，或在“本机已有”中把模型文件夹设到另一块磁盘。</translation>
    </message>
    <message>
        <source>Licence: {name}.</source>
        <translation>许可证：{name}。</translation>
    </message>
    <message>
        <source>Made for computers with more memory than this one.</source>
        <translation>适合内存比这台电脑更大的机器。</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>本机已有</translation>
    </message>
    <message>
        <source>Recommended.</source>
        <translation>推荐。</translation>
    </message>
    <message>
        <source>See which models fit this computer →</source>
        <translation>看看哪些模型适合这台电脑 →</translation>
    </message>
    <message>
        <source>Should fit</source>
        <translation>应该合适</translation>
    </message>
    <message>
        <source>Slower</source>
        <translation>较慢</translation>
    </message>
    <message>
        <source>The model itself takes {weights}, its view of the chat {cache}, and its work {compute}. What other programs use can't be had: closing some may help. A smaller version or model is the surer way.</source>
        <translation>模型本身占 {weights}，对话上下文占 {cache}，计算占 {compute}。其他程序占用的内存无法使用，关掉一些可能有帮助；换小一点的版本或模型更稳妥。</translation>
    </message>
    <message>
        <source>This computer: {parts}.</source>
        <translation>这台电脑：{parts}。</translation>
    </message>
    <message>
        <source>Too large</source>
        <translation>太大</translation>
    </message>
    <message numerus="yes">
        <source>about %n tokens a second</source>
        <translation>
            <numerusform>每秒约 %n 个词元</numerusform>
        </translation>
    </message>
    <message>
        <source>less than a token a second</source>
        <translation>每秒不到 1 个词元</translation>
    </message>
    <message>
        <source>more than {count} tokens a second</source>
        <translation>每秒 {count} 个词元以上</translation>
    </message>
    <message>
        <source>room for {count} tokens</source>
        <translation>可容纳 {count} 个词元</translation>
    </message>
    <message>
        <source>{name} fits this computer: get it ({size}) →</source>
        <translation>{name} 适合这台电脑：下载（{size}）→</translation>
    </message>
    <message>
        <source>{name} is on this computer: open it →</source>
        <translation>{name} 已在这台电脑上：打开 →</translation>
    </message>
    <message>
        <source>{size} free on the disk</source>
        <translation>磁盘剩余 {size}</translation>
    </message>
    <message>
        <source>{size} graphics card</source>
        <translation>{size} 显卡</translation>
    </message>
    <message>
        <source>{size} graphics cards</source>
        <translation>{size} 显卡</translation>
    </message>
    <message>
        <source>{size} memory</source>
        <translation>{size} 内存</translation>
    </message>
</context>
<context>
    <name>ModelCard</name>
    <message>
        <source>Built in</source>
        <translation>内置</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Cannot be used</source>
        <translation>无法使用</translation>
    </message>
    <message>
        <source>Check the file</source>
        <translation>检查文件</translation>
    </message>
    <message>
        <source>Checking every byte…</source>
        <translation>正在逐字节检查…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>删除…</translation>
    </message>
    <message>
        <source>Fetch it again</source>
        <translation>重新下载</translation>
    </message>
    <message>
        <source>For documents</source>
        <translation>用于文档</translation>
    </message>
    <message>
        <source>Go to chat</source>
        <translation>去对话</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>More about {name}</source>
        <translation>{name} 的更多操作</translation>
    </message>
    <message>
        <source>Move to the models folder</source>
        <translation>移到模型文件夹</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>好</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open {name}</source>
        <translation>打开 {name}</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Take off the list</source>
        <translation>移出列表</translation>
    </message>
    <message>
        <source>Take off the list…</source>
        <translation>移出列表…</translation>
    </message>
</context>
<context>
    <name>ModelLibrary</name>
    <message numerus="yes">
        <source>%n model(s)</source>
        <translation>
            <numerusform>%n 个模型</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n model(s) found</source>
        <translation>
            <numerusform>找到 %n 个模型</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>另外 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>Complete, as far as the file itself tells. Nobody published its hash, so that it can't be compared.</source>
        <translation>就文件本身看是完整的。没有公布过它的校验值，因此无法比对。</translation>
    </message>
    <message>
        <source>Delete “{name}”?</source>
        <translation>删除“{name}”？</translation>
    </message>
    <message>
        <source>It goes to the trash. That frees no space: the file has other names.</source>
        <translation>它会移到回收站，但不会腾出空间：这个文件还有别的名字。</translation>
    </message>
    <message>
        <source>It goes to the trash; emptying that gives {size} back to the disk.</source>
        <translation>它会移到回收站；清空后可腾出 {size}。</translation>
    </message>
    <message>
        <source>It is in use: the built-in model takes its place.</source>
        <translation>它正在使用中：将由内置模型接替。</translation>
    </message>
    <message>
        <source>Moved, {program} would not find them any more.</source>
        <translation>如果移走，{program} 就找不到它们了。</translation>
    </message>
    <message>
        <source>Moving copies {size} to another disk, which has {free} left.</source>
        <translation>移动要把 {size} 复制到另一个磁盘，那里还剩 {free}。</translation>
    </message>
    <message>
        <source>New models should go there.</source>
        <translation>新模型原定下载到那里。</translation>
    </message>
    <message>
        <source>Take “{name}” off this list? Its file belongs elsewhere and stays where it is.</source>
        <translation>把“{name}”移出列表？它的文件不归本程序管理，会留在原处。</translation>
    </message>
    <message>
        <source>The models folder is on the same disk: moving is quick.</source>
        <translation>模型文件夹在同一个磁盘上，移动很快。</translation>
    </message>
    <message>
        <source>There is no model in what you brought.</source>
        <translation>你添加的内容里没有模型。</translation>
    </message>
    <message>
        <source>This folder isn't there now. If it is on another disk, connect that disk.</source>
        <translation>现在找不到这个文件夹。如果它在另一个磁盘上，请接上那个磁盘。</translation>
    </message>
    <message>
        <source>Used where they lie, nothing is copied.</source>
        <translation>在原处使用，不复制任何文件。</translation>
    </message>
    <message>
        <source>What you brought is in your list already.</source>
        <translation>你添加的模型已在列表中。</translation>
    </message>
    <message>
        <source>Whole: every byte is as it was published.</source>
        <translation>完好：与发布的文件逐字节一致。</translation>
    </message>
    <message>
        <source>added by you</source>
        <translation>由你添加</translation>
    </message>
    <message>
        <source>came with the program</source>
        <translation>随程序附带</translation>
    </message>
    <message>
        <source>from {where}</source>
        <translation>来自 {where}</translation>
    </message>
    <message>
        <source>not used yet</source>
        <translation>尚未使用</translation>
    </message>
    <message>
        <source>used on {date}</source>
        <translation>{date} 用过</translation>
    </message>
    <message>
        <source>used today</source>
        <translation>今天用过</translation>
    </message>
    <message>
        <source>used where it lies</source>
        <translation>在原处使用</translation>
    </message>
    <message>
        <source>used where {program} keeps it</source>
        <translation>使用 {program} 中的文件</translation>
    </message>
    <message>
        <source>used yesterday</source>
        <translation>昨天用过</translation>
    </message>
    <message>
        <source>{count} tokens of context</source>
        <translation>上下文 {count} 词元</translation>
    </message>
    <message>
        <source>{size} free on the disk</source>
        <translation>磁盘剩余 {size}</translation>
    </message>
</context>
<context>
    <name>ModelManager</name>
    <message>
        <source>Find more</source>
        <translation>查找更多</translation>
    </message>
    <message>
        <source>For this computer</source>
        <translation>适合本机</translation>
    </message>
    <message>
        <source>Get started</source>
        <translation>入门引导</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>本机已有</translation>
    </message>
    <message>
        <source>The three steps of the first start, once more</source>
        <translation>再看一遍首次启动时的三个步骤</translation>
    </message>
    <message>
        <source>Which models</source>
        <translation>哪些模型</translation>
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
        <source>Manage models…</source>
        <translation>管理模型…</translation>
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
    <name>ModelRow</name>
    <message>
        <source>Hide its versions</source>
        <translation>收起各个版本</translation>
    </message>
    <message>
        <source>Show its versions</source>
        <translation>显示各个版本</translation>
    </message>
</context>
<context>
    <name>ModelVisits</name>
    <message>
        <source>In the models folder now: {names}</source>
        <translation>已移到模型文件夹：{names}</translation>
    </message>
    <message>
        <source>Move it to the models folder</source>
        <translation>移到模型文件夹</translation>
    </message>
    <message>
        <source>Moving to the models folder: {names}</source>
        <translation>正在移到模型文件夹：{names}</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>{name} is used where it lies.</source>
        <translation>{name} 在原处使用。</translation>
    </message>
</context>
<context>
    <name>NoteLine</name>
    <message numerus="yes">
        <source>%n older passages brought back</source>
        <translation>
            <numerusform>取回了 %n 段较早的内容</numerusform>
        </translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>收起</translation>
    </message>
    <message>
        <source>Load the model with a longer context</source>
        <translation>用更长的上下文重新载入模型</translation>
    </message>
    <message>
        <source>Longer view…</source>
        <translation>扩大视野…</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Show summary</source>
        <translation>查看摘要</translation>
    </message>
    <message>
        <source>Summarise them</source>
        <translation>生成摘要</translation>
    </message>
    <message numerus="yes">
        <source>The %n oldest messages are no longer in the model's view; a summary stands for them.</source>
        <translation>
            <numerusform>最早的 %n 条消息已不在模型的视野里，由一份摘要代替。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %n oldest messages are no longer in the model's view; what you ask about is brought back.</source>
        <translation>
            <numerusform>最早的 %n 条消息已不在模型的视野里；你问到的内容会重新取回。</numerusform>
        </translation>
    </message>
    <message>
        <source>The model writes a summary and keeps it in view</source>
        <translation>模型写一份摘要，并一直记着它</translation>
    </message>
    <message>
        <source>The model's view begins here.</source>
        <translation>模型的视野从这里开始。</translation>
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
    <name>OptionList</name>
    <message numerus="yes">
        <source>Show %n more versions</source>
        <translation>
            <numerusform>显示其余 %n 个版本</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OrganisePresenter</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Chat archived</source>
        <translation>对话已归档</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>创建</translation>
    </message>
    <message>
        <source>It lives in memory only: no word of it is written to this computer's disk, and it is gone when you leave it.</source>
        <translation>它只存在于内存中：一个字也不会写入这台电脑的硬盘，离开即消失。</translation>
    </message>
    <message>
        <source>Name of the folder:</source>
        <translation>文件夹名称：</translation>
    </message>
    <message>
        <source>New folder</source>
        <translation>新建文件夹</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Rename folder</source>
        <translation>重命名文件夹</translation>
    </message>
    <message>
        <source>Temporary chat</source>
        <translation>临时对话</translation>
    </message>
    <message>
        <source>The whole chat is copied, without its thinking.</source>
        <translation>已复制整个对话（不含思考过程）。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>{title} (copy)</source>
        <translation>{title}（副本）</translation>
    </message>
</context>
<context>
    <name>Outline</name>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Filter the questions</source>
        <translation>筛选提问</translation>
    </message>
    <message>
        <source>Your questions in this chat</source>
        <translation>此对话中你的提问</translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>Connections that the program made…</source>
        <translation>程序建立的网络连接…</translation>
    </message>
</context>
<context>
    <name>PageHeader</name>
    <message>
        <source>Back to the chat</source>
        <translation>返回对话</translation>
    </message>
    <message>
        <source>Back to the chat (Esc)</source>
        <translation>返回对话（Esc）</translation>
    </message>
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
    <name>PassageCard</name>
    <message>
        <source>Beside a passage that was found</source>
        <translation>与找到的段落相邻</translation>
    </message>
    <message>
        <source>Dropped: {place}</source>
        <translation>已去掉：{place}</translation>
    </message>
    <message>
        <source>Keep this passage in</source>
        <translation>固定这个段落</translation>
    </message>
    <message>
        <source>Leave this passage out</source>
        <translation>去掉这个段落</translation>
    </message>
    <message>
        <source>Open it in the document</source>
        <translation>在文档中打开</translation>
    </message>
    <message>
        <source>Put it back</source>
        <translation>放回</translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation>取消置顶</translation>
    </message>
    <message>
        <source>Words of passage {number}</source>
        <translation>段落 {number} 的文字</translation>
    </message>
</context>
<context>
    <name>PassagesLine</name>
    <message numerus="yes">
        <source>%n documents</source>
        <translation>
            <numerusform>%n 份文档</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n passages</source>
        <translation>
            <numerusform>%n 个段落</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing in your documents fits this question.</source>
        <translation>你的文档中没有与这个问题相关的内容。</translation>
    </message>
    <message>
        <source>See inside</source>
        <translation>查看详情</translation>
    </message>
    <message>
        <source>See what the model was given</source>
        <translation>查看模型读到的内容</translation>
    </message>
    <message>
        <source>{passages} from {documents}</source>
        <translation>{passages}，来自 {documents}</translation>
    </message>
</context>
<context>
    <name>PasteForm</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Its first words, if you leave this empty</source>
        <translation>留空则用开头几个字</translation>
    </message>
    <message>
        <source>Keep as a document</source>
        <translation>存为文档</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Paste text</source>
        <translation>粘贴文本</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>内容</translation>
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
        <source>A document of this kind may have {limit_bytes}. Split it and add the parts.</source>
        <translation>这类文档最大为 {limit_bytes}。请拆分后再添加。</translation>
    </message>
    <message>
        <source>A download is not finished</source>
        <translation>有下载尚未完成</translation>
    </message>
    <message>
        <source>A file beside a message may have {limit_bytes}. Take the part that matters.</source>
        <translation>消息附带的文件最大为 {limit_bytes}。请只取重要的部分。</translation>
    </message>
    <message>
        <source>A folder can't be looked into</source>
        <translation>有一个文件夹无法查看</translation>
    </message>
    <message>
        <source>A model that drafts must be of the same family, with the same pieces of words. Choose another file, or go without.</source>
        <translation>打草稿的模型必须与主模型同属一个系列，词元也要一致。请选择其他文件，或不使用。</translation>
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
        <source>A summary would change what it has in view. Let it go on first, or ask something new.</source>
        <translation>生成摘要会改变它的视野。请先让它继续，或者提一个新问题。</translation>
    </message>
    <message>
        <source>An answer is paused</source>
        <translation>有一个回答已暂停</translation>
    </message>
    <message>
        <source>Another program is writing to {path}. Wait until it is done, then try again.</source>
        <translation>另一个程序正在写入 {path}。请等它完成后再试。</translation>
    </message>
    <message>
        <source>Another program keeps {path} locked. Close it and try again.</source>
        <translation>另一个程序锁定了 {path}。请关闭那个程序，然后重试。</translation>
    </message>
    <message>
        <source>Another window or terminal fetches {name} at this moment. Let it finish, or pause it there first.</source>
        <translation>另一个窗口或终端正在下载 {name}。请等它完成，或先在那里暂停。</translation>
    </message>
    <message>
        <source>Check capital letters and the keyboard's language.</source>
        <translation>请检查大小写和键盘的输入语言。</translation>
    </message>
    <message>
        <source>Check how it is written; documents that are added may begin a new one.</source>
        <translation>请检查名称的写法；添加文档时可以新建文档集。</translation>
    </message>
    <message>
        <source>Check that it is a file, that it is still there, and that you may open it.</source>
        <translation>请确认它是一个文件、仍然存在，并且你有权打开它。</translation>
    </message>
    <message>
        <source>Choose a folder elsewhere</source>
        <translation>请换个位置</translation>
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
        <source>Copying to {path} broke off; the original is untouched. Check that the disk is still connected, then try again.</source>
        <translation>复制到 {path} 时中断了，原文件没有动过。请确认硬盘仍已连接，然后再试。</translation>
    </message>
    <message>
        <source>Details: {reason}</source>
        <translation>详细信息：{reason}</translation>
    </message>
    <message>
        <source>Documents cannot be read right now</source>
        <translation>现在无法读取文档</translation>
    </message>
    <message>
        <source>Expected {expected_bytes}, found {actual_bytes}.</source>
        <translation>应为 {expected_bytes}，实际为 {actual_bytes}。</translation>
    </message>
    <message>
        <source>Files in “{name}” of kinds that aren't read, such as pictures: {count}. To try one of them, bring it by itself.</source>
        <translation>“{name}”中有 {count} 个文件属于不读取的类型，例如图片。若想试试其中某个，请单独添加它。</translation>
    </message>
    <message>
        <source>Give the password that opens it. It is not kept.</source>
        <translation>请输入打开它的密码。密码不会被保存。</translation>
    </message>
    <message>
        <source>Install the newer version and import {path} with it.</source>
        <translation>请安装较新的版本，再用它导入 {path}。</translation>
    </message>
    <message>
        <source>Install the program again; your chats and settings stay.</source>
        <translation>请重新安装程序，对话和设置都会保留。</translation>
    </message>
    <message>
        <source>Instead of {name}, something else came from {host}. If the network you are in asks you to sign in, do so with your web browser and try again.</source>
        <translation>{host} 传来的不是 {name}，而是别的内容。如果所在网络要求先登录，请用浏览器登录后重试。</translation>
    </message>
    <message>
        <source>It answered with status {status}. Try again later, or check its settings.</source>
        <translation>它返回了状态码 {status}。请稍后重试，或检查它的设置。</translation>
    </message>
    <message>
        <source>It asks to wait {wait_s} seconds.</source>
        <translation>它要求等待 {wait_s} 秒。</translation>
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
        <source>It has: {names}</source>
        <translation>其中有：{names}</translation>
    </message>
    <message>
        <source>It holds pictures only. If they show text, scan it again more sharply, or install Tesseract's files for its language.</source>
        <translation>里面只有图片。如果图片上有文字，请重新扫描得更清晰，或为 Tesseract 安装对应的语言文件。</translation>
    </message>
    <message>
        <source>It is a folder or a device. Choose a document.</source>
        <translation>它是文件夹或设备。请选择一个文档。</translation>
    </message>
    <message>
        <source>It is a scan, and no text recognition was found. Install Tesseract (free), with the languages that you need, then try again.</source>
        <translation>这是扫描件，而电脑上没有文字识别程序。请安装 Tesseract（免费）和需要的语言，然后重试。</translation>
    </message>
    <message>
        <source>It is being downloaded already</source>
        <translation>已经在下载了</translation>
    </message>
    <message>
        <source>It is known to the program as “{code}”.</source>
        <translation>它在程序中的代号是“{code}”。</translation>
    </message>
    <message>
        <source>It is longer than {limit} characters; the rest was left out. Split it to have all.</source>
        <translation>它超过了 {limit} 个字符，其余部分没有读取。拆分后可以全部读取。</translation>
    </message>
    <message>
        <source>It is not known where this model came from</source>
        <translation>不知道这个模型来自哪里</translation>
    </message>
    <message>
        <source>It is small but made to fill the memory, so it was not opened. Be careful with where it came from.</source>
        <translation>它体积很小，却会占满内存，所以没有打开。请留意它的来源。</translation>
    </message>
    <message>
        <source>It is still working on something else. Wait for it to finish, or stop it.</source>
        <translation>它还在处理别的事。请等它完成，或让它停止。</translation>
    </message>
    <message>
        <source>It leads to {target}.</source>
        <translation>它指向 {target}。</translation>
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
        <source>It was moved, renamed or deleted. Add it again from its new place.</source>
        <translation>它被移动、重命名或删除了。请从新的位置重新添加。</translation>
    </message>
    <message>
        <source>It works with a model on this computer. Choose one, then try again.</source>
        <translation>本机的模型可以。请选择一个，然后重试。</translation>
    </message>
    <message>
        <source>Its content cannot be made out. Open it in its own program and save it anew, or fetch it again.</source>
        <translation>无法识别它的内容。请用原来的程序打开并重新保存，或重新获取文件。</translation>
    </message>
    <message>
        <source>Its letters make no words. Look at its text; if it is nonsense, export the document again with embedded Unicode fonts.</source>
        <translation>这些字母组不成单词。请看看它的文字；如果是乱码，请在导出文档时嵌入 Unicode 字体。</translation>
    </message>
    <message>
        <source>Its name ends in “{suffix}”, but it holds “{kind}” and was read as that.</source>
        <translation>文件名以“{suffix}”结尾，但内容是“{kind}”，已按实际内容读取。</translation>
    </message>
    <message>
        <source>Its own files were not found at {path}. Install the program again.</source>
        <translation>在 {path} 没有找到程序自带的文件。请重新安装程序。</translation>
    </message>
    <message>
        <source>Its pages hold nothing that can be read. Check it in its own program.</source>
        <translation>它的页面上没有可读取的内容。请用原来的程序检查。</translation>
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
        <source>Many pages of “{name}” have no text</source>
        <translation>“{name}”的许多页面没有文字</translation>
    </message>
    <message>
        <source>Name a document by its number or its file; the list shows both.</source>
        <translation>请用编号或文件来指明文档；列表中两者都有。</translation>
    </message>
    <message>
        <source>Neither Hugging Face nor ModelScope can be reached. Check the connection to the internet and this computer's proxy settings; one that is set up by a script (PAC) is not supported. A model file that you have can be opened all the same.</source>
        <translation>Hugging Face 和 ModelScope 都无法连接。请检查网络连接和此计算机的代理设置；不支持用脚本（PAC）设置的代理。你已有的模型文件仍然可以打开。</translation>
    </message>
    <message>
        <source>No chats were found in this file</source>
        <translation>此文件中没有找到对话</translation>
    </message>
    <message>
        <source>No document that is switched on here can be read</source>
        <translation>此处启用的文档都无法读取</translation>
    </message>
    <message>
        <source>No file below {path} is a model; their names end in “.gguf”. Choose another folder.</source>
        <translation>{path} 里没有模型文件；模型的文件名以“.gguf”结尾。请换一个文件夹。</translation>
    </message>
    <message>
        <source>No file was found at {path}. If it was moved or renamed, open it again from its new place.</source>
        <translation>在 {path} 没有找到文件。如果移动过或改过名，请从新位置重新打开。</translation>
    </message>
    <message>
        <source>No hub answers</source>
        <translation>没有模型库响应</translation>
    </message>
    <message>
        <source>No model is loaded</source>
        <translation>还没有加载模型</translation>
    </message>
    <message>
        <source>No summary was made</source>
        <translation>没有生成摘要</translation>
    </message>
    <message>
        <source>No text was recognised in “{name}”</source>
        <translation>没有在“{name}”中识别出文字</translation>
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
        <source>Nothing more came from {host}. What is here is kept; the download goes on from there as soon as the connection is back.</source>
        <translation>{host} 没有再传来数据。已下载的部分会保留；连接恢复后会从那里继续。</translation>
    </message>
    <message>
        <source>Nothing more can be added to it. Ask again for a new one.</source>
        <translation>不能再往里加内容了。再问一次，就会有新的回答。</translation>
    </message>
    <message>
        <source>Nothing was given. Copy your token from the settings of your account at {host} and try again.</source>
        <translation>没有输入任何内容。请从你在 {host} 的账号设置中复制令牌，然后重试。</translation>
    </message>
    <message>
        <source>Only PDFs are shown as they look; read its text instead.</source>
        <translation>只有 PDF 能按原样显示；请改看它的文字。</translation>
    </message>
    <message>
        <source>Only plain text can be put beside a message. Copy the part that matters and paste it.</source>
        <translation>消息只能附带纯文本。请复制重要的部分并粘贴。</translation>
    </message>
    <message>
        <source>Only text can be put beside a message: notes, code, tables as CSV.</source>
        <translation>消息只能附带文本：笔记、代码、CSV 表格。</translation>
    </message>
    <message>
        <source>Open Documents to see why. Or switch them off for this chat and ask again.</source>
        <translation>请打开“文档”查看原因，或在此对话中关闭这些文档后重新提问。</translation>
    </message>
    <message>
        <source>Open it in Word, Excel, PowerPoint or LibreOffice, save it as DOCX, XLSX, PPTX or PDF, and add that file.</source>
        <translation>请用 Word、Excel、PowerPoint 或 LibreOffice 打开它，另存为 DOCX、XLSX、PPTX 或 PDF，再添加新文件。</translation>
    </message>
    <message>
        <source>PDF, Word, PowerPoint, Excel, OpenDocument, e-books, web pages, e-mail, text and code can be read. Save it as one of these.</source>
        <translation>可以读取 PDF、Word、PowerPoint、Excel、OpenDocument、电子书、网页、电子邮件、文本和代码。请另存为其中一种格式。</translation>
    </message>
    <message>
        <source>Pages of “{name}” were recognised from pictures</source>
        <translation>“{name}”的一些页面是从图片识别的</translation>
    </message>
    <message>
        <source>Pages: {pages}. Check that nothing is missing.</source>
        <translation>页数：{pages}。请检查是否有遗漏。</translation>
    </message>
    <message>
        <source>Pages: {pages}. Nothing was recognised on them, so they are not found.</source>
        <translation>页数：{pages}。没有识别出文字，因此搜索不到。</translation>
    </message>
    <message>
        <source>Pages: {pages}. Recognised text may have mistakes: check what matters.</source>
        <translation>页数：{pages}。识别的文字可能有误，重要内容请核对。</translation>
    </message>
    <message>
        <source>Pages: {pages}. Their text is not known. Install Tesseract (free) to have them recognised, then read the document again.</source>
        <translation>页数：{pages}。其中的文字未知。请安装 Tesseract（免费）来识别，然后重新读取文档。</translation>
    </message>
    <message>
        <source>Pages: {pages}. They were left out.</source>
        <translation>页数：{pages}。已跳过这些页面。</translation>
    </message>
    <message>
        <source>Parts of two versions may be mixed. Start the program again; if it stays, install it again.</source>
        <translation>可能混用了两个版本的文件。请重新启动程序；如果问题还在，请重新安装。</translation>
    </message>
    <message>
        <source>Putting passages in order stopped</source>
        <translation>段落排序中断了</translation>
    </message>
    <message>
        <source>Putting passages in order was ended</source>
        <translation>段落排序已结束</translation>
    </message>
    <message>
        <source>Reading it was ended before it could slow the computer down. Split it and add the parts.</source>
        <translation>为了不拖慢电脑，已停止读取。请拆分后再添加。</translation>
    </message>
    <message>
        <source>Reading it was ended. Split it and add the parts, or save it anew in its own program.</source>
        <translation>已停止读取。请拆分后再添加，或用原来的程序重新保存。</translation>
    </message>
    <message>
        <source>Rename the file and bring it again.</source>
        <translation>请重命名该文件，然后重新添加。</translation>
    </message>
    <message>
        <source>Several files fit</source>
        <translation>有多个文件符合</translation>
    </message>
    <message>
        <source>Some files are left out</source>
        <translation>有些文件被跳过</translation>
    </message>
    <message>
        <source>Some of “{name}” is unreadable</source>
        <translation>“{name}”有一部分无法读取</translation>
    </message>
    <message>
        <source>Some pages of “{name}” are damaged</source>
        <translation>“{name}”的一些页面已损坏</translation>
    </message>
    <message>
        <source>Some pages of “{name}” are pictures</source>
        <translation>“{name}”的一些页面是图片</translation>
    </message>
    <message>
        <source>Some pages of “{name}” are pictures without known text</source>
        <translation>“{name}”的一些页面是未识别出文字的图片</translation>
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
        <source>That happens when its driver starts anew, or the computer slept. The model is loaded again with less on the card; then the answer can go on.</source>
        <translation>显卡驱动重启或电脑睡眠后会这样。模型正在重新加载，少用一些显存；加载好后可以接着回答。</translation>
    </message>
    <message>
        <source>The certificate of {host} is not valid, so nothing was sent. Check this computer's date, and whether the network you are in asks you to sign in first.</source>
        <translation>{host} 的证书无效，因此没有发送任何内容。请检查此计算机的日期，以及所在网络是否要求先登录。</translation>
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
        <source>The checksum of {name} was wrong twice, so it was not kept. The network or the source spoils it: choose another source, or try again later.</source>
        <translation>{name} 的校验和两次都不对，因此没有保留。可能是网络或来源损坏了文件：请选择其他来源，或稍后重试。</translation>
    </message>
    <message>
        <source>The connection to the server broke off</source>
        <translation>与服务器的连接断开了</translation>
    </message>
    <message>
        <source>The content of {path} differs from what was published, perhaps because of a fault of the disk. Get the file again.</source>
        <translation>{path} 的内容与发布的不同，可能是硬盘出了问题。请重新获取这个文件。</translation>
    </message>
    <message>
        <source>The conversation is full</source>
        <translation>对话已满</translation>
    </message>
    <message>
        <source>The copy is not the same as the original</source>
        <translation>副本与原文件不一致</translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation>磁盘已满</translation>
    </message>
    <message>
        <source>The disk is too small for your models</source>
        <translation>硬盘放不下你的模型</translation>
    </message>
    <message>
        <source>The disk that {path} lies on has no trash, or the system does not allow it. You can delete the file for good instead.</source>
        <translation>{path} 所在的硬盘没有回收站，或系统不允许这样做。你可以改为彻底删除这个文件。</translation>
    </message>
    <message>
        <source>The document cannot be read</source>
        <translation>文档无法读取</translation>
    </message>
    <message>
        <source>The download does not get through</source>
        <translation>下载无法继续</translation>
    </message>
    <message>
        <source>The download leads in circles</source>
        <translation>下载地址在兜圈子</translation>
    </message>
    <message>
        <source>The download would not be secure</source>
        <translation>此下载不安全</translation>
    </message>
    <message>
        <source>The end of {path} is missing, most likely because a download or copy was cut off. Get the file again.</source>
        <translation>{path} 缺了结尾，多半是下载或复制时中断了。请重新获取文件。</translation>
    </message>
    <message>
        <source>The file came damaged</source>
        <translation>下载到的文件已损坏</translation>
    </message>
    <message>
        <source>The file cannot be read</source>
        <translation>无法读取文件</translation>
    </message>
    <message>
        <source>The file cannot be written</source>
        <translation>无法写入文件</translation>
    </message>
    <message>
        <source>The file cannot go to the trash</source>
        <translation>文件无法移到回收站</translation>
    </message>
    <message>
        <source>The file changed while it was copied</source>
        <translation>复制过程中文件发生了变化</translation>
    </message>
    <message>
        <source>The file could not be copied</source>
        <translation>文件没有复制成功</translation>
    </message>
    <message>
        <source>The file could not be deleted</source>
        <translation>文件没有删除成功</translation>
    </message>
    <message>
        <source>The file could not be saved</source>
        <translation>文件无法保存</translation>
    </message>
    <message>
        <source>The file could not be written</source>
        <translation>无法写入文件</translation>
    </message>
    <message>
        <source>The file has a name that cannot be used</source>
        <translation>文件名无法使用</translation>
    </message>
    <message>
        <source>The file has changed since it was read. Read it again.</source>
        <translation>文件在读取之后有了变化。请重新读取。</translation>
    </message>
    <message>
        <source>The file has format {found}; this version knows up to {known}.</source>
        <translation>该文件的格式为 {found}；此版本最高支持 {known}。</translation>
    </message>
    <message>
        <source>The file has no content at all. If it was downloaded, fetch it again.</source>
        <translation>文件里什么都没有。如果是下载的，请重新下载。</translation>
    </message>
    <message>
        <source>The file has the wrong length</source>
        <translation>文件长度不对</translation>
    </message>
    <message>
        <source>The file is empty</source>
        <translation>文件是空的</translation>
    </message>
    <message>
        <source>The file is not there any more</source>
        <translation>文件已不存在</translation>
    </message>
    <message>
        <source>The file is too large</source>
        <translation>文件太大</translation>
    </message>
    <message>
        <source>The file keeps changing on the server</source>
        <translation>服务器上的文件一直在变</translation>
    </message>
    <message>
        <source>The file of messages cannot be used</source>
        <translation>消息文件无法使用</translation>
    </message>
    <message>
        <source>The file with the password can't be read</source>
        <translation>无法读取存放密码的文件</translation>
    </message>
    <message>
        <source>The file with your chats was damaged</source>
        <translation>保存对话的文件损坏了</translation>
    </message>
    <message>
        <source>The first {limit} of {path} are read. Bring its parts one by one for the others.</source>
        <translation>只读取 {path} 中的前 {limit} 个文件。其余的请分批添加。</translation>
    </message>
    <message>
        <source>The folder cannot be written to</source>
        <translation>无法写入这个文件夹</translation>
    </message>
    <message>
        <source>The folder holds too many files</source>
        <translation>文件夹中的文件太多</translation>
    </message>
    <message>
        <source>The format for conversations inside the model file does not work here. Another file of this model may help.</source>
        <translation>模型文件自带的对话格式在这里用不了。换一个该模型的文件也许可以。</translation>
    </message>
    <message>
        <source>The graphics card stopped answering</source>
        <translation>显卡停止响应</translation>
    </message>
    <message>
        <source>The hub cannot be reached</source>
        <translation>无法连接到模型库</translation>
    </message>
    <message>
        <source>The hub is busy</source>
        <translation>模型库繁忙</translation>
    </message>
    <message>
        <source>The hub's answer makes no sense</source>
        <translation>模型库的答复无法理解</translation>
    </message>
    <message>
        <source>The keyring does not open</source>
        <translation>密钥环打不开</translation>
    </message>
    <message>
        <source>The list of downloads was not saved</source>
        <translation>下载列表未能保存</translation>
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
        <source>The model file is not what it should be</source>
        <translation>模型文件与发布的不一致</translation>
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
        <source>The older part of this chat is too short for one, or the model wrote nothing. The chat is as it was.</source>
        <translation>这段对话较早的部分太短，或者模型什么也没写。对话保持原样。</translation>
    </message>
    <message>
        <source>The part of the program that reads files did not start. Start the program again; if that does not help, install it again.</source>
        <translation>读取文件的那部分程序没有启动。请重新启动程序；如果不行，请重新安装。</translation>
    </message>
    <message>
        <source>The part of the program that reads files stopped at it; all else is safe. Save the document anew in its own program and try again.</source>
        <translation>读取文件的那部分程序在这里停止了，其他一切正常。请用原来的程序重新保存文档，然后重试。</translation>
    </message>
    <message>
        <source>The process that compares meanings ended twice by itself. Documents are found by their words alone. Try again later, or choose a smaller model for documents.</source>
        <translation>比较含义的进程两次意外结束。现在只按词语查找文档。请稍后再试，或为文档选择更小的模型。</translation>
    </message>
    <message>
        <source>The process that compares passages with your question ended twice by itself. They stay in the order in which they were found. Choose a smaller model for it.</source>
        <translation>把段落与你的问题作比较的进程两次自行退出。段落保持找到时的顺序。请换一个更小的排序模型。</translation>
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
        <source>The program is closing. Ask again after its next start.</source>
        <translation>程序正在关闭。请在下次启动后再提问。</translation>
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
        <source>The proxy lets nothing through</source>
        <translation>代理不放行</translation>
    </message>
    <message>
        <source>The proxy of this computer refused the connection to {host} (status {status}). If it wants a name and password, put them into the system's proxy settings. A proxy that is set up by a script (PAC) is not supported: name the proxy itself there.</source>
        <translation>此计算机的代理拒绝连接到 {host}（状态 {status}）。如果代理需要用户名和密码，请在系统的代理设置中填写。不支持用脚本（PAC）设置的代理：请在那里直接填写代理地址。</translation>
    </message>
    <message>
        <source>The search by meaning stopped</source>
        <translation>按意思搜索已停止</translation>
    </message>
    <message>
        <source>The search by meaning was ended</source>
        <translation>按意思搜索已结束</translation>
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
        <source>The server refused the download</source>
        <translation>服务器拒绝了下载</translation>
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
        <source>The small model does not fit this one</source>
        <translation>这个小模型与主模型不匹配</translation>
    </message>
    <message>
        <source>The system does not let the program change {path}. Choose another folder, or check its permissions.</source>
        <translation>系统不允许程序改动 {path}。请换一个文件夹，或检查它的权限。</translation>
    </message>
    <message>
        <source>The system does not let the program read it. Check its permissions, or close the program that has it open.</source>
        <translation>系统不允许本程序读取它。请检查权限，或关闭正在使用它的程序。</translation>
    </message>
    <message>
        <source>The system does not let the program read {path}. Check the file's permissions, or copy it elsewhere.</source>
        <translation>系统不允许程序读取 {path}。请检查文件权限，或把它复制到别处。</translation>
    </message>
    <message>
        <source>The system does not let the program write {path}. Check the folder's permissions, or choose another models folder.</source>
        <translation>系统不允许程序写入 {path}。请检查文件夹的权限，或选择其他模型文件夹。</translation>
    </message>
    <message>
        <source>The system's keyring did not give or take the token for {host}. Unlock it and try again.</source>
        <translation>系统的密钥环没有给出或保存 {host} 的令牌。请解锁后重试。</translation>
    </message>
    <message>
        <source>The text of “{name}” is unreadable</source>
        <translation>“{name}”的文字无法读取</translation>
    </message>
    <message>
        <source>The text of “{name}” may be scrambled</source>
        <translation>“{name}”的文字可能是乱码</translation>
    </message>
    <message>
        <source>The value of “{setting}” in the settings file makes no sense; the usual value is used instead.</source>
        <translation>设置文件中“{setting}”的值不合理，已改用默认值。</translation>
    </message>
    <message>
        <source>There are no models in this folder</source>
        <translation>这个文件夹里没有模型</translation>
    </message>
    <message>
        <source>There are only a few words on each of its {pages} pages. If you see more on them, they are pictures.</source>
        <translation>它的 {pages} 页上每页只有几个字。如果你看到的更多，那些是图片。</translation>
    </message>
    <message>
        <source>There is a file of this name already</source>
        <translation>已有同名文件</translation>
    </message>
    <message>
        <source>There is no chat in this file</source>
        <translation>此文件中没有对话</translation>
    </message>
    <message>
        <source>There is no collection “{name}”</source>
        <translation>没有名为“{name}”的文档集</translation>
    </message>
    <message>
        <source>There is no model file at this address</source>
        <translation>这个地址没有模型文件</translation>
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
        <source>There is no such file in the repository</source>
        <translation>仓库里没有这个文件</translation>
    </message>
    <message>
        <source>There is no such folder</source>
        <translation>没有这个文件夹</translation>
    </message>
    <message>
        <source>There is no such repository</source>
        <translation>没有这个仓库</translation>
    </message>
    <message>
        <source>There is no such tool</source>
        <translation>没有这个工具</translation>
    </message>
    <message>
        <source>There is no terminal to ask for a password</source>
        <translation>没有可以询问密码的终端</translation>
    </message>
    <message>
        <source>There is no text in “{name}”</source>
        <translation>“{name}”里没有文字</translation>
    </message>
    <message>
        <source>There is no token</source>
        <translation>没有令牌</translation>
    </message>
    <message>
        <source>There is not enough space on the disk</source>
        <translation>磁盘空间不足</translation>
    </message>
    <message>
        <source>There is nothing in it that the model could read.</source>
        <translation>其中没有模型可以读取的内容。</translation>
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
        <source>This disk cannot hold so large a file</source>
        <translation>此磁盘存不下这么大的文件</translation>
    </message>
    <message>
        <source>This download wants to know who you are</source>
        <translation>此下载需要验证身份</translation>
    </message>
    <message>
        <source>This file was written by a newer version</source>
        <translation>此文件由较新的版本写成</translation>
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
        <source>This is not a model</source>
        <translation>这不是模型</translation>
    </message>
    <message>
        <source>This is not a model's address</source>
        <translation>这不是模型的地址</translation>
    </message>
    <message>
        <source>This is not a server's address</source>
        <translation>这不是服务器地址</translation>
    </message>
    <message>
        <source>This is not the name of a repository</source>
        <translation>这不是仓库名称</translation>
    </message>
    <message>
        <source>This kind of model is not known</source>
        <translation>不认识这种模型</translation>
    </message>
    <message>
        <source>This kind of protection cannot be opened here. Save a copy without a password and add that one.</source>
        <translation>这里无法打开这种加密。请另存一份不带密码的副本，再添加它。</translation>
    </message>
    <message>
        <source>This link leads nowhere</source>
        <translation>这个链接已失效</translation>
    </message>
    <message>
        <source>This message is no longer there</source>
        <translation>这条消息已经不在了</translation>
    </message>
    <message>
        <source>This model belongs to the program</source>
        <translation>这个模型属于本程序</translation>
    </message>
    <message>
        <source>This model cannot chat</source>
        <translation>这个模型不能对话</translation>
    </message>
    <message>
        <source>This model cannot put passages in order</source>
        <translation>这个模型不能为段落排序</translation>
    </message>
    <message>
        <source>This model does not find passages</source>
        <translation>这个模型不能查找段落</translation>
    </message>
    <message>
        <source>This model is not on this computer</source>
        <translation>本机没有这个模型</translation>
    </message>
    <message>
        <source>This password does not open “{name}”</source>
        <translation>这个密码打不开“{name}”</translation>
    </message>
    <message>
        <source>This repository is private or does not exist</source>
        <translation>此仓库是私有的，或者不存在</translation>
    </message>
    <message>
        <source>This server offers no models</source>
        <translation>这个服务器不提供模型</translation>
    </message>
    <message>
        <source>This system has no keyring</source>
        <translation>此系统没有密钥环</translation>
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
        <source>Tokens are kept in the system's keyring only, and it was not found. On Linux, install GNOME Keyring or KWallet and start it. Downloads without a token work as before.</source>
        <translation>令牌只保存在系统的密钥环中，但没有找到密钥环。在 Linux 上，请安装并启动 GNOME Keyring 或 KWallet。不需要令牌的下载照常进行。</translation>
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
        <source>What came of reading it does not add up, as with files made to do harm. Be careful with where it came from.</source>
        <translation>读取的结果不合常理，有害的文件才会这样。请留意它的来源。</translation>
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
        <source>What was kept of them was damaged or written by another version. Your files and chats are as they were. The old copy at {path} can be deleted.</source>
        <translation>之前为它们保存的内容已损坏，或由其他版本写入。你的文件和对话没有变化。位于 {path} 的旧副本可以删除。</translation>
    </message>
    <message>
        <source>What was kept of your documents is damaged</source>
        <translation>为你的文档保存的内容已损坏</translation>
    </message>
    <message>
        <source>Write it into a file that only you can read, and name that: {option} FILE.</source>
        <translation>请把密码写进只有你能读取的文件，再指明它：{option} FILE。</translation>
    </message>
    <message>
        <source>Write something first.</source>
        <translation>先写点什么吧。</translation>
    </message>
    <message>
        <source>You may not download this yet</source>
        <translation>你还不能下载这个文件</translation>
    </message>
    <message>
        <source>You may not see this repository</source>
        <translation>你无权查看此仓库</translation>
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
        <source>Your documents are being read again</source>
        <translation>正在重新读取你的文档</translation>
    </message>
    <message>
        <source>Your documents are in use</source>
        <translation>你的文档正在被占用</translation>
    </message>
    <message>
        <source>Your documents could not be searched</source>
        <translation>无法搜索你的文档</translation>
    </message>
    <message>
        <source>Your question is kept: try again. If it happens once more, restart the program.</source>
        <translation>你的问题已保留，请重试。如果再次出现，请重新启动程序。</translation>
    </message>
    <message>
        <source>{host} answered with something else than a list of models. If the network you are in asks you to sign in, do so with your web browser and try again.</source>
        <translation>{host} 返回的不是模型列表。如果所在网络要求先登录，请用浏览器登录后重试。</translation>
    </message>
    <message>
        <source>{host} answered with status {status}. Try again later, or choose another source.</source>
        <translation>{host} 返回了状态 {status}。请稍后重试，或选择其他来源。</translation>
    </message>
    <message>
        <source>{host} does not answer from here. Check the connection, or choose the other source: some networks reach only one of them.</source>
        <translation>从这里连接不到 {host}。请检查网络连接，或选择另一个来源：有些网络只能访问其中一个。</translation>
    </message>
    <message>
        <source>{host} does not give you “{file}” yet. If a licence must be accepted, do so on the hub's page with the account that your token belongs to, then try again.</source>
        <translation>{host} 还不向你提供“{file}”。如果需要接受许可协议，请用令牌所属的账号在模型库的页面上接受，然后重试。</translation>
    </message>
    <message>
        <source>{host} does not show “{repository}” with your token. Accept its licence on the hub's page, or use a token that may read it.</source>
        <translation>用你的令牌无法在 {host} 上查看“{repository}”。请在模型库的页面上接受许可协议，或使用有读取权限的令牌。</translation>
    </message>
    <message>
        <source>{host} has no “{file}”. It may have been renamed or removed: look at the list of files again.</source>
        <translation>{host} 上没有“{file}”，可能已改名或被删除：请重新查看文件列表。</translation>
    </message>
    <message>
        <source>{host} has no “{repository}”, or it is gone. Check how it is written, or search for it.</source>
        <translation>{host} 上没有“{repository}”，或者它已被删除。请检查拼写，或搜索一下。</translation>
    </message>
    <message>
        <source>{host} leads to {target}, which is not encrypted, so nothing was fetched. Choose another source.</source>
        <translation>{host} 会转到未加密的 {target}，因此没有下载任何内容。请选择其他来源。</translation>
    </message>
    <message>
        <source>{host} points from one address to the next without end. Choose another source.</source>
        <translation>{host} 从一个地址转到另一个地址，没有尽头。请选择其他来源。</translation>
    </message>
    <message>
        <source>{host} shows “{repository}” only to whom it knows. Check how it is written; if it is yours, add your token for the hub.</source>
        <translation>{host} 只向它认识的人显示“{repository}”。请检查拼写；如果是你自己的仓库，请添加你的令牌。</translation>
    </message>
    <message>
        <source>{host} wants fewer questions at the moment. Try again in a few minutes.</source>
        <translation>{host} 目前希望少收到一些请求。请几分钟后重试。</translation>
    </message>
    <message>
        <source>{names}</source>
        <translation>{names}</translation>
    </message>
    <message>
        <source>{name} changed several times while it was fetched. Try again later.</source>
        <translation>{name} 在下载期间变化了多次。请稍后重试。</translation>
    </message>
    <message>
        <source>{name} has no content on the server. Choose another file or source.</source>
        <translation>服务器上的 {name} 没有内容。请选择其他文件或来源。</translation>
    </message>
    <message>
        <source>{name} is made for other work, such as finding passages by their meaning; it writes no answers. Choose a model to chat with, such as QwQ-32B.</source>
        <translation>{name} 是做别的用途的，例如按含义查找段落；它不会写回答。请选择一个用于对话的模型，例如 QwQ-32B。</translation>
    </message>
    <message>
        <source>{name} is not as long on the server as its list says. Look at the list of files again, or choose another source.</source>
        <translation>服务器上的 {name} 与列表中所写的长度不同。请重新查看文件列表，或选择其他来源。</translation>
    </message>
    <message>
        <source>{needed_bytes} are needed, {free_bytes} are free.</source>
        <translation>需要 {needed_bytes}，可用 {free_bytes}。</translation>
    </message>
    <message>
        <source>{path} came out differently and was discarded; the original is untouched. The disk or its cable may be faulty: check it before you use it for models.</source>
        <translation>{path} 与原文件不同，已丢弃；原文件没有动过。可能是硬盘或连接线有故障：请先检查，再用它存放模型。</translation>
    </message>
    <message>
        <source>{path} cannot be created or written. Check the permissions and the free space, or choose another folder.</source>
        <translation>{path} 无法创建或写入。请检查权限和剩余空间，或选择其他文件夹。</translation>
    </message>
    <message>
        <source>{path} cannot be read. Your files and chats are as they were: start the program again, and the documents are read anew.</source>
        <translation>无法读取 {path}。你的文件和对话没有变化：请重新启动程序，文档会重新读取。</translation>
    </message>
    <message>
        <source>{path} cannot be written. Check the free space and the permissions, or choose another folder.</source>
        <translation>无法写入 {path}。请检查剩余空间和权限，或选择其他文件夹。</translation>
    </message>
    <message>
        <source>{path} contains something that cannot be right. Get the file again.</source>
        <translation>{path} 的内容有误。请重新获取文件。</translation>
    </message>
    <message>
        <source>{path} could not be written. Check the folder's permissions and the space on the disk; otherwise the downloads are not in the list at the next start.</source>
        <translation>无法写入 {path}。请检查文件夹的权限和磁盘空间；否则下次启动时下载列表会丢失。</translation>
    </message>
    <message>
        <source>{path} could not be written. Free some space; then go on.</source>
        <translation>{path} 无法写入。请腾出一些空间，然后继续。</translation>
    </message>
    <message>
        <source>{path} does not fit. Free some space or choose a models folder on another disk; what came is kept.</source>
        <translation>{path} 放不下。请腾出一些空间，或选择其他磁盘上的模型文件夹；已下载的部分会保留。</translation>
    </message>
    <message>
        <source>{path} has no content, perhaps because a download did not begin. Download it again.</source>
        <translation>{path} 没有内容，可能是下载没有开始。请重新下载。</translation>
    </message>
    <message>
        <source>{path} has the right form, but no message in it.</source>
        <translation>{path} 的格式正确，但其中没有消息。</translation>
    </message>
    <message>
        <source>{path} has {free_bytes} left, and {needed_bytes} are needed. Choose another disk, or delete models first.</source>
        <translation>{path} 还剩 {free_bytes}，需要 {needed_bytes}。请换一个硬盘，或先删除一些模型。</translation>
    </message>
    <message>
        <source>{path} holds more than this program takes in at once. Export fewer chats into it and try again.</source>
        <translation>{path} 的内容超出本程序一次能导入的量。请减少导出的对话后重试。</translation>
    </message>
    <message>
        <source>{path} is a folder. Choose the model file in it; its name ends in “.gguf”.</source>
        <translation>{path} 是文件夹。请选择其中的模型文件，文件名以“.gguf”结尾。</translation>
    </message>
    <message>
        <source>{path} is a model to chat with. Choose one that is made to find passages, such as BGE-M3 or Qwen3-Embedding.</source>
        <translation>{path} 是用来聊天的模型。请选择专门用于查找段落的模型，例如 BGE-M3 或 Qwen3-Embedding。</translation>
    </message>
    <message>
        <source>{path} is another file, and nothing is overwritten. Rename or delete one of the two.</source>
        <translation>{path} 是另一个文件，程序不会覆盖它。请把其中一个改名或删除。</translation>
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
        <source>{path} is larger than files may be there: a disk formatted as FAT32, as many USB sticks are, takes 4 GB at most. Choose a models folder on another disk.</source>
        <translation>{path} 超过了该磁盘允许的单个文件大小：FAT32 格式的磁盘（许多 U 盘都是这种格式）单个文件最大 4 GB。请选择另一块磁盘上的模型文件夹。</translation>
    </message>
    <message>
        <source>{path} is left out: {reason}.</source>
        <translation>已跳过 {path}：{reason}。</translation>
    </message>
    <message>
        <source>{path} is missing, protected or damaged. Check the file and choose it again.</source>
        <translation>{path} 不存在、受保护或已损坏。请检查该文件后重新选择。</translation>
    </message>
    <message>
        <source>{path} is missing, protected, or not a text. Check the file and choose it again.</source>
        <translation>{path} 不存在、受保护，或不是文本。请检查文件，然后重新选择。</translation>
    </message>
    <message>
        <source>{path} is not an export that this program knows. It reads its own JSON, the exports of ChatGPT (.zip or conversations.json) and Open WebUI, and conversations of LM Studio.</source>
        <translation>{path} 不是本程序认识的导出文件。它能读取自己的 JSON、ChatGPT 的导出（.zip 或 conversations.json）、Open WebUI 的导出，以及 LM Studio 的对话。</translation>
    </message>
    <message>
        <source>{path} is one part of several, and {part} is not beside it. Put all parts into the same folder.</source>
        <translation>{path} 是分卷之一，旁边缺少 {part}。请把所有分卷放在同一个文件夹里。</translation>
    </message>
    <message>
        <source>{path} is only a link, and the file it stands for is gone. Delete the link, or bring the file back.</source>
        <translation>{path} 只是一个链接，它指向的文件已经不在了。请删除这个链接，或把文件放回原处。</translation>
    </message>
    <message>
        <source>{path} is something else. The program runs models in the GGUF format, whose names end in “.gguf”.</source>
        <translation>{path} 是别的文件。本程序运行 GGUF 格式的模型，文件名以“.gguf”结尾。</translation>
    </message>
    <message>
        <source>{path} is still on its way. Let it finish or cancel it; then the folder can be moved.</source>
        <translation>{path} 还在下载。请等它完成或取消它，然后就可以移动文件夹了。</translation>
    </message>
    <message>
        <source>{path} is still there. If another program has it open, close that program; else check the permissions.</source>
        <translation>{path} 还在。如果有别的程序打开着它，请关闭那个程序；否则请检查权限。</translation>
    </message>
    <message>
        <source>{path} lies within the models folder, or around it. Choose another one.</source>
        <translation>{path} 在模型文件夹之内，或者包含着它。请另选一个。</translation>
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
        <source>{path} was not downloaded by this program. Look for it under “Find more”.</source>
        <translation>{path} 不是由本程序下载的。请在“查找更多”中查找。</translation>
    </message>
    <message>
        <source>{path} was not found. If it is on another disk, check that the disk is connected.</source>
        <translation>没有找到 {path}。如果它在另一个硬盘上，请确认硬盘已连接。</translation>
    </message>
    <message>
        <source>{path} was not made for it, or this file of it lacks the part that does it. Choose another, such as BGE Reranker v2 M3.</source>
        <translation>{path} 不是用来排序的，或者这个文件缺少负责排序的部分。请另选一个，例如 BGE Reranker v2 M3。</translation>
    </message>
    <message>
        <source>{path}: {reason}. Check its name and its permissions.</source>
        <translation>{path}：{reason}。请检查文件名和访问权限。</translation>
    </message>
    <message>
        <source>{percent} % of its characters stand for nothing, as some PDF programs write them. Export it again with embedded Unicode fonts, or install Tesseract to have its pages recognised.</source>
        <translation>{percent}% 的字符没有含义，有些 PDF 程序会这样生成文件。请在导出时嵌入 Unicode 字体，或安装 Tesseract 来识别页面。</translation>
    </message>
    <message>
        <source>{percent} % of its characters stand for nothing. Words among them will not be found.</source>
        <translation>{percent}% 的字符没有含义，其中的词语无法被找到。</translation>
    </message>
    <message>
        <source>{url} answers only with a valid key (a password for programs). Set it as QWQ_DESKTOP_SERVER_KEY in the environment, then start the program again.</source>
        <translation>有了有效的密钥（给程序用的密码），{url} 才会回答。请把密钥设为环境变量 QWQ_DESKTOP_SERVER_KEY，然后重新启动程序。</translation>
    </message>
    <message>
        <source>{url} did not give what was expected. The address must lead to the file itself, whose name ends in “.gguf”.</source>
        <translation>{url} 返回的内容不对。地址须直接指向文件本身，文件名以“.gguf”结尾。</translation>
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
        <source>“{file}” at {host} is private, gone, or its licence must be accepted first. Accept it on the hub's page and add your token for the hub, or choose another file.</source>
        <translation>{host} 上的“{file}”是私有的、已被删除，或者需要先接受许可协议。请在模型库的页面上接受协议并添加你的令牌，或选择其他文件。</translation>
    </message>
    <message>
        <source>“{name}” came with the program and goes when the program is removed.</source>
        <translation>“{name}”是随程序附带的，卸载程序时会一并删除。</translation>
    </message>
    <message>
        <source>“{name}” can't be read</source>
        <translation>无法读取“{name}”</translation>
    </message>
    <message>
        <source>“{name}” cannot be opened</source>
        <translation>无法打开“{name}”</translation>
    </message>
    <message>
        <source>“{name}” cannot be used. A repository has an owner and a name, such as “Qwen/QwQ-32B-GGUF”.</source>
        <translation>“{name}”无法使用。仓库名由所有者和名称组成，例如“Qwen/QwQ-32B-GGUF”。</translation>
    </message>
    <message>
        <source>“{name}” could lead out of the models folder, or some systems do not allow it. Choose another file.</source>
        <translation>“{name}”可能指向模型文件夹之外，或者某些系统不允许这样的名称。请选择其他文件。</translation>
    </message>
    <message>
        <source>“{name}” could not be read</source>
        <translation>无法读取“{name}”</translation>
    </message>
    <message>
        <source>“{name}” has a name that is no text</source>
        <translation>“{name}” 的文件名不是有效文本</translation>
    </message>
    <message>
        <source>“{name}” has an old Office format</source>
        <translation>“{name}”是旧版 Office 格式</translation>
    </message>
    <message>
        <source>“{name}” has no page {page}</source>
        <translation>“{name}”没有第 {page} 页</translation>
    </message>
    <message>
        <source>“{name}” has no pages to show</source>
        <translation>“{name}”没有可以显示的页面</translation>
    </message>
    <message>
        <source>“{name}” has very little text</source>
        <translation>“{name}”的文字很少</translation>
    </message>
    <message>
        <source>“{name}” holds pictures of text</source>
        <translation>“{name}”里是文字的图片</translation>
    </message>
    <message>
        <source>“{name}” is a document</source>
        <translation>“{name}”是文档</translation>
    </message>
    <message>
        <source>“{name}” is damaged</source>
        <translation>“{name}”已损坏</translation>
    </message>
    <message>
        <source>“{name}” is empty</source>
        <translation>“{name}”是空的</translation>
    </message>
    <message>
        <source>“{name}” is encrypted</source>
        <translation>“{name}”已加密</translation>
    </message>
    <message>
        <source>“{name}” is not a document that can be read</source>
        <translation>“{name}”不是可以读取的文档</translation>
    </message>
    <message>
        <source>“{name}” is not a file</source>
        <translation>“{name}”不是文件</translation>
    </message>
    <message>
        <source>“{name}” is not a text file</source>
        <translation>“{name}”不是文本文件</translation>
    </message>
    <message>
        <source>“{name}” is not a tool of this program. Check its name.</source>
        <translation>本程序没有名为“{name}”的工具。请检查名称。</translation>
    </message>
    <message>
        <source>“{name}” is not among your documents</source>
        <translation>“{name}” 不在你的文档中</translation>
    </message>
    <message>
        <source>“{name}” is not there any more</source>
        <translation>“{name}”已经不在了</translation>
    </message>
    <message>
        <source>“{name}” is not what its name says</source>
        <translation>“{name}”名不副实</translation>
    </message>
    <message>
        <source>“{name}” is too large</source>
        <translation>“{name}”太大</translation>
    </message>
    <message>
        <source>“{name}” may be any of these. Name one of them.</source>
        <translation>“{name}”可能指其中任何一个。请给出其中一个的名称。</translation>
    </message>
    <message>
        <source>“{name}” takes too long</source>
        <translation>读取“{name}”的时间太长</translation>
    </message>
    <message>
        <source>“{name}” takes too much memory</source>
        <translation>“{name}”占用的内存太多</translation>
    </message>
    <message>
        <source>“{name}” unpacks to far too much</source>
        <translation>“{name}”解压后大得不正常</translation>
    </message>
    <message>
        <source>“{name}” wants a password</source>
        <translation>“{name}”需要密码</translation>
    </message>
    <message>
        <source>“{name}” was read in part</source>
        <translation>只读取了“{name}”的一部分</translation>
    </message>
    <message>
        <source>“{name}” was refused</source>
        <translation>已拒绝“{name}”</translation>
    </message>
    <message>
        <source>“{path}” can't be written. Choose another folder, or free some space.</source>
        <translation>无法写入“{path}”。请选择其他文件夹，或腾出一些空间。</translation>
    </message>
    <message>
        <source>“{repository}” has no model “{name}”. Name a file of it, or a quantisation such as Q4_K_M.</source>
        <translation>“{repository}”里没有模型“{name}”。请给出其中一个文件名，或量化方式，例如 Q4_K_M。</translation>
    </message>
    <message>
        <source>“{url}” cannot be used. An address looks like http://localhost:8080 or https://example.org/v1, without a name and password.</source>
        <translation>“{url}”无法使用。地址应类似 http://localhost:8080 或 https://example.org/v1，不含用户名和密码。</translation>
    </message>
    <message>
        <source>“{url}” cannot be used. The address of a model begins with “https://” and leads to the file itself, whose name ends in “.gguf”.</source>
        <translation>“{url}”无法使用。模型地址应以“https://”开头，并直接指向文件本身，文件名以“.gguf”结尾。</translation>
    </message>
</context>
<context>
    <name>ProgressLine</name>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Paused. {what}</source>
        <translation>已暂停。{what}</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
</context>
<context>
    <name>PromptForm</name>
    <message>
        <source>Edit prompt</source>
        <translation>编辑提示词</translation>
    </message>
    <message>
        <source>New prompt</source>
        <translation>新建提示词</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Write {{name}} for what changes: it is asked for when you use the prompt.</source>
        <translation>会变的部分写成 {{name}}：使用时会询问。</translation>
    </message>
</context>
<context>
    <name>PromptMenu</name>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>编辑…</translation>
    </message>
    <message>
        <source>Find a prompt</source>
        <translation>查找提示词</translation>
    </message>
    <message>
        <source>Keep what you ask often here. {{name}} in it is asked for each time.</source>
        <translation>把常用的提问存在这里。其中的 {{name}} 每次使用时会询问。</translation>
    </message>
    <message>
        <source>New prompt…</source>
        <translation>新建提示词…</translation>
    </message>
    <message>
        <source>No prompt has these words.</source>
        <translation>没有包含这些词的提示词。</translation>
    </message>
    <message>
        <source>Saved prompts</source>
        <translation>常用提示词</translation>
    </message>
</context>
<context>
    <name>PromptPresenter</name>
    <message>
        <source>Prompt deleted</source>
        <translation>提示词已删除</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>QueueCard</name>
    <message numerus="yes">
        <source>%n files</source>
        <translation>
            <numerusform>%n 个文件</numerusform>
        </translation>
    </message>
    <message>
        <source>Change this message</source>
        <translation>修改这条消息</translation>
    </message>
    <message>
        <source>Remove this message</source>
        <translation>移除这条消息</translation>
    </message>
    <message>
        <source>Send now; an answer that runs is stopped</source>
        <translation>立即发送；正在进行的回答会停止</translation>
    </message>
    <message>
        <source>Waiting message</source>
        <translation>等待发送的消息</translation>
    </message>
</context>
<context>
    <name>QueueCards</name>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Sent when the answer is finished:</source>
        <translation>回答结束后发送：</translation>
    </message>
    <message>
        <source>The answer failed, so this waits:</source>
        <translation>回答失败了，以下消息在等待：</translation>
    </message>
    <message>
        <source>The answer was cut off, so this waits:</source>
        <translation>回答被截断了，以下消息在等待：</translation>
    </message>
    <message>
        <source>You stopped the answer, so this waits:</source>
        <translation>你停止了回答，以下消息在等待：</translation>
    </message>
</context>
<context>
    <name>QuoteFindings</name>
    <message numerus="yes">
        <source>%n quotations could not be found in your documents and are marked: {quotes}</source>
        <translation>
            <numerusform>有 %n 处引文在你的文档中找不到，已标出：{quotes}</numerusform>
        </translation>
    </message>
    <message>
        <source>{quote} stands in another document: {place}</source>
        <translation>{quote}出自另一份文档：{place}</translation>
    </message>
</context>
<context>
    <name>RerankerChoice</name>
    <message>
        <source>Leave in the order found</source>
        <translation>保持找到时的顺序</translation>
    </message>
    <message>
        <source>Put in order by {model}</source>
        <translation>由 {model} 排序</translation>
    </message>
    <message>
        <source>Several models could put them in order: choose one.</source>
        <translation>有几个模型可以为它们排序：请选一个。</translation>
    </message>
    <message>
        <source>The model that put them in order is not on this computer.</source>
        <translation>为它们排序的模型不在这台电脑上。</translation>
    </message>
    <message>
        <source>Then {model} puts the best of them in order.</source>
        <translation>然后由 {model} 为其中最好的排序。</translation>
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
    <name>ResultView</name>
    <message>
        <source>Does it run well here?</source>
        <translation>在这台电脑上运行得好吗？</translation>
    </message>
    <message>
        <source>Hide files</source>
        <translation>收起文件</translation>
    </message>
    <message>
        <source>Licence to accept first</source>
        <translation>需先接受许可</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>正在阅读…</translation>
    </message>
    <message>
        <source>Reads the beginning of each file, a few MB, before any download.</source>
        <translation>下载前先读取每个文件的开头，每个几 MB。</translation>
    </message>
    <message>
        <source>Show files</source>
        <translation>查看文件</translation>
    </message>
    <message>
        <source>There is no GGUF model in this repository.</source>
        <translation>此仓库中没有 GGUF 模型。</translation>
    </message>
    <message>
        <source>Which of them run well here?</source>
        <translation>哪些适合这台电脑？</translation>
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
        <source>Look ahead in the text</source>
        <translation>从文中预读</translation>
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
        <source>Quotations and code that repeats come faster, word for word the same. Pauses by itself where it brings nothing.</source>
        <translation>引用原文和重复的代码会生成得更快，内容一字不差；没有好处时会自动暂停。</translation>
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
    <name>ScoreBars</name>
    <message>
        <source>Answers you</source>
        <translation>回答问题</translation>
    </message>
    <message>
        <source>Found by its words and its meaning. Its place among the passages was then decided by the model that reads each of them together with your question.</source>
        <translation>先按词语和意思找到它，再由把每个段落连同你的问题一起读的模型决定它的位置。</translation>
    </message>
    <message>
        <source>Its place among the passages was decided by its words and its meaning.</source>
        <translation>它在段落中的位置由词语和意思决定。</translation>
    </message>
    <message>
        <source>Same meaning</source>
        <translation>含义相近</translation>
    </message>
    <message>
        <source>Same words</source>
        <translation>词语相同</translation>
    </message>
    <message>
        <source>{words}: {share} of 100</source>
        <translation>{words}：{share}（满分 100）</translation>
    </message>
</context>
<context>
    <name>SearchResults</name>
    <message>
        <source>Answer</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>Thinking</source>
        <translation>思考过程</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>You</source>
        <translation>你</translation>
    </message>
</context>
<context>
    <name>SearchSection</name>
    <message>
        <source>Ask again</source>
        <translation>重新检测</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Empty the search</source>
        <translation>清空搜索</translation>
    </message>
    <message>
        <source>For example:</source>
        <translation>例如：</translation>
    </message>
    <message>
        <source>Look on</source>
        <translation>查找位置</translation>
    </message>
    <message>
        <source>Looking for “{words}”…</source>
        <translation>正在查找“{words}”…</translation>
    </message>
    <message>
        <source>Nothing found for “{words}”. Try fewer words, or the other source.</source>
        <translation>没有找到“{words}”。请减少关键词，或换一个来源。</translation>
    </message>
    <message>
        <source>Nothing is sent while you type, only when you press Enter or Search.</source>
        <translation>输入时不会发送任何内容，按回车或“搜索”后才会发送。</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Search the hub for models</source>
        <translation>在模型库中搜索模型</translation>
    </message>
    <message>
        <source>Some networks reach only one of them.</source>
        <translation>有些网络只能访问其中一个。</translation>
    </message>
    <message>
        <source>Tokens…</source>
        <translation>令牌…</translation>
    </message>
    <message>
        <source>Where to look</source>
        <translation>在哪里查找</translation>
    </message>
    <message>
        <source>Which of them answers here?</source>
        <translation>检测哪个可以访问</translation>
    </message>
    <message>
        <source>Words, owner/name, or the address of a model</source>
        <translation>关键词、所有者/名称，或模型的地址</translation>
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
    <name>ShelfPresenter</name>
    <message>
        <source>Delete for good</source>
        <translation>彻底删除</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>好</translation>
    </message>
    <message>
        <source>“{name}” is in the trash.</source>
        <translation>“{name}”已移到回收站。</translation>
    </message>
    <message>
        <source>“{name}” is in the trash. Emptying it gives {size} back to the disk.</source>
        <translation>“{name}”已移到回收站。清空后可腾出 {size}。</translation>
    </message>
    <message>
        <source>“{name}” is off the list. Its file is where it was.</source>
        <translation>“{name}”已移出列表，文件仍在原处。</translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message>
        <source>Chats</source>
        <translation>对话列表</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>文档</translation>
    </message>
    <message>
        <source>Empty the search</source>
        <translation>清空搜索</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>搜索结果</translation>
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
        <source>Models</source>
        <translation>模型</translation>
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
        <source>No chat is archived. Archive one with the menu beside its title.</source>
        <translation>还没有归档的对话。可用标题旁的菜单归档。</translation>
    </message>
    <message>
        <source>Nothing found for “{words}”. Fewer words, or only their beginning?</source>
        <translation>没有找到“{words}”。试试少几个词，或只输入开头？</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Search all chats</source>
        <translation>搜索所有对话</translation>
    </message>
    <message>
        <source>Search all chats (Ctrl+K)</source>
        <translation>搜索所有对话（Ctrl+K）</translation>
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
    <name>SourceChip</name>
    <message>
        <source>Leave it out of this chat</source>
        <translation>不在此对话中使用</translation>
    </message>
    <message>
        <source>Leave {name} out of this chat</source>
        <translation>不在此对话中使用 {name}</translation>
    </message>
    <message>
        <source>{name}: can't be read</source>
        <translation>{name}：无法读取</translation>
    </message>
    <message>
        <source>{name}: needs its password</source>
        <translation>{name}：需要密码</translation>
    </message>
    <message>
        <source>{name}: reading…</source>
        <translation>{name}：正在读取…</translation>
    </message>
    <message>
        <source>{name}: waiting to be read</source>
        <translation>{name}：等待读取</translation>
    </message>
</context>
<context>
    <name>SourceChips</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>另有 %n 份</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SourceHeader</name>
    <message>
        <source>Close the document</source>
        <translation>关闭文档</translation>
    </message>
    <message>
        <source>Close the document (Esc)</source>
        <translation>关闭文档 (Esc)</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>下一页</translation>
    </message>
    <message>
        <source>Next page (Ctrl+PgDn)</source>
        <translation>下一页 (Ctrl+PgDn)</translation>
    </message>
    <message>
        <source>Page {page}</source>
        <translation>第 {page} 页</translation>
    </message>
    <message>
        <source>Page {page} of {count}</source>
        <translation>第 {page} 页，共 {count} 页</translation>
    </message>
    <message>
        <source>Previous page</source>
        <translation>上一页</translation>
    </message>
    <message>
        <source>Previous page (Ctrl+PgUp)</source>
        <translation>上一页 (Ctrl+PgUp)</translation>
    </message>
</context>
<context>
    <name>SourcePane</name>
    <message>
        <source>Marked: {words}</source>
        <translation>已标出：{words}</translation>
    </message>
    <message>
        <source>Opening the document…</source>
        <translation>正在打开文档…</translation>
    </message>
    <message>
        <source>Page {page} of {name}</source>
        <translation>{name} 第 {page} 页</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
</context>
<context>
    <name>SourceRemark</name>
    <message>
        <source>Find it…</source>
        <translation>查找…</translation>
    </message>
    <message>
        <source>Open the file</source>
        <translation>打开文件</translation>
    </message>
    <message>
        <source>Read it again</source>
        <translation>重新读取</translation>
    </message>
    <message>
        <source>Reading it again…</source>
        <translation>正在重新读取…</translation>
    </message>
    <message>
        <source>Show the folder</source>
        <translation>显示文件夹</translation>
    </message>
    <message>
        <source>The cited words can’t be marked on this page.</source>
        <translation>无法在这一页上标出所引用的文字。</translation>
    </message>
    <message>
        <source>The cited words could not be found on this page.</source>
        <translation>在这一页上找不到所引用的文字。</translation>
    </message>
    <message>
        <source>This document is no longer in your library. Here is the passage that was kept with the question.</source>
        <translation>这份文档已不在你的文档库中。下面是随问题保存的段落。</translation>
    </message>
    <message>
        <source>This file has changed since it was read. Here is its text as it was.</source>
        <translation>这个文件在读取之后有过改动。下面是当时的文字。</translation>
    </message>
    <message>
        <source>This file is no longer where it was. Here is its text as it was read.</source>
        <translation>这个文件已不在原处。下面是当时读到的文字。</translation>
    </message>
    <message>
        <source>{reason} Here is its text as it was read.</source>
        <translation>{reason}下面是当时读到的文字。</translation>
    </message>
</context>
<context>
    <name>SourceRow</name>
    <message>
        <source>Changed since it was read</source>
        <translation>读取之后有改动</translation>
    </message>
    <message>
        <source>No longer where it was</source>
        <translation>已不在原处</translation>
    </message>
    <message>
        <source>Source {number}: {place}</source>
        <translation>来源 {number}：{place}</translation>
    </message>
</context>
<context>
    <name>SourcesButton</name>
    <message>
        <source>Sources ({count})</source>
        <translation>来源 ({count})</translation>
    </message>
</context>
<context>
    <name>SourcesMenu</name>
    <message>
        <source>Add files…</source>
        <translation>添加文件…</translation>
    </message>
    <message>
        <source>All documents</source>
        <translation>全部文档</translation>
    </message>
    <message>
        <source>Collections</source>
        <translation>文档集</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>文档</translation>
    </message>
    <message>
        <source>Documents for this chat</source>
        <translation>此对话使用的文档</translation>
    </message>
    <message>
        <source>Find a document</source>
        <translation>查找文档</translation>
    </message>
    <message>
        <source>No document has these words in its name.</source>
        <translation>没有名称含这些字词的文档。</translation>
    </message>
    <message>
        <source>No documents yet. Add files, or drop them on the chat.</source>
        <translation>还没有文档。添加文件，或把文件拖到对话中。</translation>
    </message>
    <message>
        <source>Which documents shall this chat ask?</source>
        <translation>此对话要查阅哪些文档？</translation>
    </message>
    <message>
        <source>off</source>
        <translation>未启用</translation>
    </message>
    <message>
        <source>on</source>
        <translation>已启用</translation>
    </message>
</context>
<context>
    <name>Sourcing</name>
    <message>
        <source>Summarise “{name}”</source>
        <translation>总结“{name}”</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>How much of the model's context, what it keeps in view, is in use: the chat, the system prompt and the tools.</source>
        <translation>模型的上下文（它能看到的内容）用了多少：包括对话、系统提示词和工具。</translation>
    </message>
    <message>
        <source>Nothing leaves this computer</source>
        <translation>一切都留在本机</translation>
    </message>
    <message>
        <source>Shows each connection that the program made</source>
        <translation>显示程序建立的每一个连接</translation>
    </message>
    <message>
        <source>The context is longer than the model was trained for. Short texts may come out a little worse.</source>
        <translation>上下文超出了模型训练时的长度，短文本的效果可能略差。</translation>
    </message>
    <message>
        <source>The conversation has nearly filled what the model can keep in view. Its oldest messages leave the view by themselves.</source>
        <translation>这段对话快要超出模型的视野了。最早的消息会自动移出视野。</translation>
    </message>
    <message numerus="yes">
        <source>Your chats stay here · %n connections</source>
        <translation>
            <numerusform>对话留在本机 · %n 个连接</numerusform>
        </translation>
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
    <name>SteeringRow</name>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Add a remark</source>
        <translation>补充一句</translation>
    </message>
    <message>
        <source>Answer now</source>
        <translation>立即回答</translation>
    </message>
    <message>
        <source>End the thinking and go on to the answer ({keys})</source>
        <translation>结束思考，开始回答（{keys}）</translation>
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
        <source>Steer the thinking</source>
        <translation>引导思考</translation>
    </message>
    <message>
        <source>Tell it something while it thinks</source>
        <translation>在它思考时告诉它一些事</translation>
    </message>
    <message>
        <source>The answer has begun to think again.</source>
        <translation>回答里又开始思考了。</translation>
    </message>
    <message>
        <source>The answer seems to repeat itself.</source>
        <translation>回答似乎在重复。</translation>
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
    <name>StepToggle</name>
    <message>
        <source>Show or hide what went in and what came out</source>
        <translation>显示或隐藏输入与结果</translation>
    </message>
</context>
<context>
    <name>TemporaryBanner</name>
    <message>
        <source>Keep this chat</source>
        <translation>保留此对话</translation>
    </message>
    <message>
        <source>Temporary chat: never saved, gone when you leave it.</source>
        <translation>临时对话：从不保存，离开即消失。</translation>
    </message>
</context>
<context>
    <name>TemporaryButton</name>
    <message>
        <source>Temporary chat</source>
        <translation>临时对话</translation>
    </message>
    <message>
        <source>Temporary chat: never saved (Ctrl+Shift+N)</source>
        <translation>临时对话：从不保存（Ctrl+Shift+N）</translation>
    </message>
</context>
<context>
    <name>TextViewer</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Wrap long lines</source>
        <translation>长行自动换行</translation>
    </message>
</context>
<context>
    <name>ThinkingBody</name>
    <message>
        <source>Thinking</source>
        <translation>思考过程</translation>
    </message>
</context>
<context>
    <name>ThinkingPanel</name>
    <message>
        <source>Copy the thinking</source>
        <translation>复制思考过程</translation>
    </message>
    <message>
        <source>Find in the thinking</source>
        <translation>在思考过程中查找</translation>
    </message>
    <message>
        <source>Find in the thinking (Ctrl+F)</source>
        <translation>在思考过程中查找（Ctrl+F）</translation>
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
    <message>
        <source>Using a tool…</source>
        <translation>正在使用工具…</translation>
    </message>
</context>
<context>
    <name>ThinkingRemark</name>
    <message>
        <source>You added:</source>
        <translation>你补充：</translation>
    </message>
</context>
<context>
    <name>ThinkingStep</name>
    <message>
        <source>Came out</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Went in</source>
        <translation>输入</translation>
    </message>
</context>
<context>
    <name>TokenDialog</name>
    <message>
        <source>A token tells {host} who you are. It is needed for models of your own and for those whose licence you accepted there; one that may only read is enough.</source>
        <translation>令牌让 {host} 知道你是谁。下载你自己的模型，或你在那里接受过许可的模型时需要它；只读权限的令牌就够了。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>It is kept in this system's keyring, never in a file, and sent to {host} alone.</source>
        <translation>令牌保存在系统的密钥环中，不会写入文件，并且只发送给 {host}。</translation>
    </message>
    <message>
        <source>Keep token</source>
        <translation>保存令牌</translation>
    </message>
    <message>
        <source>Open the hub's page for tokens</source>
        <translation>打开模型库的令牌页面</translation>
    </message>
    <message>
        <source>Paste the token here</source>
        <translation>在此粘贴令牌</translation>
    </message>
    <message>
        <source>Remove token</source>
        <translation>移除令牌</translation>
    </message>
    <message>
        <source>There is a token for {host}. A new one takes its place.</source>
        <translation>已有 {host} 的令牌，新令牌会取代它。</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>令牌</translation>
    </message>
    <message>
        <source>Token for {host}</source>
        <translation>{host} 的令牌</translation>
    </message>
    <message>
        <source>Use until the program ends</source>
        <translation>仅在本次运行中使用</translation>
    </message>
</context>
<context>
    <name>TransferPresenter</name>
    <message numerus="yes">
        <source>%n chat(s) exported</source>
        <translation>
            <numerusform>已导出 %n 个对话</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n chat(s) imported</source>
        <translation>
            <numerusform>已导入 %n 个对话</numerusform>
        </translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Chat {done} of {total}…</source>
        <translation>第 {done} 个，共 {total} 个对话…</translation>
    </message>
    <message>
        <source>Chats</source>
        <translation>对话列表</translation>
    </message>
    <message>
        <source>Export chats</source>
        <translation>导出对话</translation>
    </message>
    <message>
        <source>Exported chats (*.json *.zip)</source>
        <translation>导出的对话 (*.json *.zip)</translation>
    </message>
    <message>
        <source>Exported to {name}</source>
        <translation>已导出到 {name}</translation>
    </message>
    <message>
        <source>Import chats</source>
        <translation>导入对话</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>查看</translation>
    </message>
</context>
<context>
    <name>Trouble</name>
    <message>
        <source>Looking which versions there are, and what they need…</source>
        <translation>正在查看有哪些版本、各需要多少资源……</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>TroubleCard</name>
    <message>
        <source>Enter a token…</source>
        <translation>输入令牌…</translation>
    </message>
    <message>
        <source>Open its page in the browser</source>
        <translation>在浏览器中打开其页面</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>UserActions</name>
    <message>
        <source>Change and send again</source>
        <translation>修改并重新发送</translation>
    </message>
    <message>
        <source>Copy your message</source>
        <translation>复制你的消息</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Quote</source>
        <translation>引用</translation>
    </message>
</context>
<context>
    <name>UserMessage</name>
    <message>
        <source>Your message</source>
        <translation>你的消息</translation>
    </message>
</context>
<context>
    <name>VariablesForm</name>
    <message>
        <source>Use</source>
        <translation>使用</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>A model that thinks before it answers, on your own computer. What you write, what it thinks and the files you give it stay here. Nothing goes out unless you ask for it, and the line at the bottom lists every connection.</source>
        <translation>一个先思考再回答的模型，就在你自己的电脑上运行。你写的内容、它的思考和你给它的文件都留在这里。除非你要求，否则不会向外发送任何内容；点击底部那一行可查看每一个连接。</translation>
    </message>
    <message>
        <source>A small demonstration model came with the program, so you can write at once.</source>
        <translation>程序自带一个小型演示模型，你现在就可以开始输入。</translation>
    </message>
    <message>
        <source>Chat with the demonstration model meanwhile: the download goes on by itself, also after a restart.</source>
        <translation>你可以先与演示模型对话：下载会自动继续，重新启动后也一样。</translation>
    </message>
    <message>
        <source>Chat with {model}</source>
        <translation>与 {model} 对话</translation>
    </message>
    <message>
        <source>Checking that it is whole…</source>
        <translation>正在检查文件是否完整…</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>下载</translation>
    </message>
    <message>
        <source>Download ({size})</source>
        <translation>下载（{size}）</translation>
    </message>
    <message>
        <source>Find the best model for this computer</source>
        <translation>查找最适合这台电脑的模型</translation>
    </message>
    <message>
        <source>Free on the disk</source>
        <translation>磁盘可用空间</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Graphics card</source>
        <translation>显卡</translation>
    </message>
    <message>
        <source>It is whole, and stays on this computer.</source>
        <translation>文件完整无误，保存在这台电脑上。</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>重新查找</translation>
    </message>
    <message>
        <source>Looking for the best model for this computer…</source>
        <translation>正在查找最适合这台电脑的模型…</translation>
    </message>
    <message>
        <source>Measuring…</source>
        <translation>正在检测…</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>No large model fits now</source>
        <translation>目前没有放得下的大模型</translation>
    </message>
    <message>
        <source>None of the thinking models fits at the moment. Close large programs or free some disk space and look again; the built-in models work meanwhile.</source>
        <translation>目前没有放得下的思考模型。请关闭占用内存多的程序或腾出磁盘空间后重新查找；内置模型可以照常使用。</translation>
    </message>
    <message>
        <source>None that can be used: the processor does the work</source>
        <translation>没有可用的显卡：由处理器运行</translation>
    </message>
    <message>
        <source>Open a model file…</source>
        <translation>打开模型文件…</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Paused. What came is kept.</source>
        <translation>已暂停，已下载的部分会保留。</translation>
    </message>
    <message>
        <source>QwQ-32B itself is too large or too slow here; this one thinks in the same way.</source>
        <translation>QwQ-32B 对这台电脑来说太大或太慢；这个模型以同样的方式思考。</translation>
    </message>
    <message>
        <source>See other models</source>
        <translation>查看其他模型</translation>
    </message>
    <message>
        <source>Shall the program find out which version of QwQ-32B runs best here? It asks Hugging Face and ModelScope which one answers, then reads the beginning of the models' files there (some MB). Nothing about you or this computer is sent.</source>
        <translation>要查找哪个版本的 QwQ-32B 最适合这台电脑吗？程序会检测 Hugging Face 和 ModelScope 哪个可以访问，然后在那里读取模型文件的开头（几 MB）。不会发送任何关于你或这台电脑的信息。</translation>
    </message>
    <message>
        <source>The program was started offline, so it asks nobody which model is best. The built-in models work, and you can open a model file that you have.</source>
        <translation>程序以离线模式启动，因此不会向任何人查询哪个模型最合适。内置模型可以使用，你也可以打开已有的模型文件。</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>这台电脑</translation>
    </message>
    <message>
        <source>Welcome to QwQ Desktop</source>
        <translation>欢迎使用 QwQ Desktop</translation>
    </message>
    <message>
        <source>What can this computer run?</source>
        <translation>这台电脑能运行什么？</translation>
    </message>
    <message>
        <source>You can chat meanwhile.</source>
        <translation>你可以同时继续对话。</translation>
    </message>
    <message>
        <source>about {number} tokens a second</source>
        <translation>每秒约 {number} 个词元</translation>
    </message>
    <message>
        <source>about {time} to download</source>
        <translation>下载约需 {time}</translation>
    </message>
    <message>
        <source>from {hub}</source>
        <translation>来自 {hub}</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} / {total}</translation>
    </message>
    <message>
        <source>{model} fits this computer</source>
        <translation>{model} 适合这台电脑</translation>
    </message>
    <message>
        <source>{model} is here</source>
        <translation>{model} 已下载完成</translation>
    </message>
    <message>
        <source>{model} is on its way</source>
        <translation>正在下载 {model}</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>剩余 {time}</translation>
    </message>
</context>
<context>
    <name>WelcomeCard</name>
    <message>
        <source>Close the welcome (Esc)</source>
        <translation>关闭欢迎页（Esc）</translation>
    </message>
    <message>
        <source>Start chatting</source>
        <translation>开始对话</translation>
    </message>
    <message>
        <source>Step {number} of {count}</source>
        <translation>第 {number} 步，共 {count} 步</translation>
    </message>
</context>
<context>
    <name>Zoom</name>
    <message>
        <source>Size of the text: {percent} %</source>
        <translation>文字大小：{percent}%</translation>
    </message>
</context>
<context>
    <name>ZoomRow</name>
    <message>
        <source>As wide as there is room (Ctrl+0)</source>
        <translation>撑满可用宽度 (Ctrl+0)</translation>
    </message>
    <message>
        <source>Fit to width</source>
        <translation>适合宽度</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Larger (Ctrl++)</source>
        <translation>放大 (Ctrl++)</translation>
    </message>
    <message>
        <source>Size of the page: {percent} %</source>
        <translation>页面大小：{percent}%</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Smaller (Ctrl+-)</source>
        <translation>缩小 (Ctrl+-)</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent}%</translation>
    </message>
</context>
<context>
    <name>_Form</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
</TS>
