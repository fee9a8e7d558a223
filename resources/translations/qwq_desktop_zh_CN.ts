<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AnswerMessage</name>
    <message>
        <source>Answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thinking</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AnswersGroup</name>
    <message>
        <source> tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Always</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At the limit it is led to its answer. A token is about ¾ of a word.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Automatic does as the model was made. Always also asks the others to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How it answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Instructions (system prompt)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longest reply</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longest thinking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Never</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Think first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thinking and answer together end here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the model is told before every chat. May stay empty.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChatDelegate</name>
    <message>
        <source>Title of this chat</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChatListModel</name>
    <message>
        <source>New chat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Older</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous 7 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is answering</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChatListView</name>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChatPresenter</name>
    <message>
        <source>Answering</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chat deleted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New chat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open this link in your browser?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading… {share} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thinking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Using a tool</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for the model…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChatTitle</name>
    <message>
        <source>Rename</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Title of this chat</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChatView</name>
    <message>
        <source>Chat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the end</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CodeButtons</name>
    <message>
        <source>Copy code</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Composer</name>
    <message>
        <source>Always: think before every answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask {model}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Auto: as the model does by itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let the model use tools, such as the calculator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off: answer straight away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send (Enter)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop thinking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thinking: always</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thinking: auto</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thinking: off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tools</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{action} (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ContextGroup</name>
    <message>
        <source> tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>About %n pages.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>As long as the model reads by itself and the memory allows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Beyond {native} tokens the model loses the thread without it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comes on by itself beyond what the model was trained for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comes on by itself beyond {native} tokens.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Context length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Factor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many times longer than the original context.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much it reads: context</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Now {tokens} tokens.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off: the context stays as the model was trained.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On now, factor {factor}: short texts may come out a little worse.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Original context</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model was trained for {native}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the model read in its training: 32 768 for QwQ.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>YaRN long context</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CostGroup</name>
    <message>
        <source>Context {size} at {kind}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fits, with {size} to spare.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fits: all {all} layers run on the graphics card.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model {size}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too much for what is free now. Close other programs or shorten the context.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it costs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it costs: {size} graphics card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it costs: {size} memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Work {size}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{size} more than the card has: {some} of {all} layers go to the GPU.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{size} more than there is. Choose a shorter context or a smaller model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{some} of {all} layers go to the GPU, the others run on the processor.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>Show the chats</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the chats (Ctrl+B)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LooksGroup</name>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of the text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>System</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thinking, when the answer is there</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Chat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New chat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open model file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show or hide the chats</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a message</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MessageActions</name>
    <message>
        <source>Answer again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous answer</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MessageState</name>
    <message>
        <source>The answer reached its greatest length and was cut off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This answer was interrupted. What had come until then is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You stopped this answer.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ModelPicker</name>
    <message>
        <source>Choose a model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gives the memory back to the computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model: {text}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open model file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unload</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>thinks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} · did not load</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} · loading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} · loading {percent} %</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ModelPresenter</name>
    <message>
        <source>All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model files (*.gguf)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open model file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Processor only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs on the processor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This build of llama.cpp uses the processor alone. If this computer has a graphics card, “qwq-desktop doctor” tells how to use it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What shall we think about?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{layers} of {total} layers on the GPU</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NoticeCard</name>
    <message>
        <source>Close this notice</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Problems</name>
    <message>
        <source>A computation inside it failed; what came so far is kept. Try again, or load the model again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A part of the model is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A part of the program is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A setting was not usable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another program keeps {path} locked. Close it and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a model first; then your message can be answered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install the program again; your chats and settings stay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It answered with status {status}. Try again later, or check its settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has {actual_bytes} of {expected_bytes}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has {tokens} tokens (pieces of words), and {available} fit. Shorten it, or set a longer context length in the settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is known to the program as “{code}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is still working on something else. Wait for it to finish, or stop it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was deleted meanwhile. Choose another chat, or start a new one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was deleted meanwhile. Open the chat again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its own files were not found at {path}. Install the program again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its process ended (code {exit_code}); what it had written is kept. Try again. If it stops again, set a shorter context length or choose a smaller model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No file was found at {path}. If it was moved or renamed, open it again from its new place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No model is loaded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not enough memory for this context length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing answered at {url}. Check the address, and whether the server runs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing more can be added to it. Ask again for a new one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parts of two versions may be mixed. Start the program again; if it stays, install it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something unexpected went wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start the program again. If that does not help, install it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The chats have format {found}; this version knows up to {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The conversation is full</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The document cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The end of {path} is missing, most likely because a download or copy was cut off. Get the file again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file of messages cannot be used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file with your chats was damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The format for conversations inside the model file does not work here. Another file of this model may help.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The list of models is damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The memory ran out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The message is empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The message is too long</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model can keep {context_length} tokens (pieces of words) in view, and this chat has used them. Start a new chat, or set a longer context length in the settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model could not be loaded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model could not go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model does not fit into the memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model file cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model file is damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model file is empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model file is incomplete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model file is not there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model is busy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model stopped unexpectedly</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model's chat format failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model's process did not start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model's process did not understand the program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program began a new one. The damaged file is kept at {path}, and chats may be recovered from it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program cannot write its files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program did not understand the model's process</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program uses its own values for now. Check the permissions of {path}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program uses its own values for now. The damaged file is kept at {path}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server cannot be reached</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server reported an error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings file cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings file was damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The system does not let the program read {path}. Check the file's permissions, or copy it elsewhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The value of “{setting}” in the settings file makes no sense; the usual value is used instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no model “{id}” here. Choose another one, or open its file if you have it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no room to remember {context_length} tokens (pieces of words). Set a shorter context length in the settings, or close other programs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such tool</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This answer has already ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This chat is no longer there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is a folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not a GGUF file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This kind of model is not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This message is no longer there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This model is not on this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This version cannot read them and leaves them untouched. Install the newer version again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This was stopped before it was done. Start it again if you like.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What came so far is kept. Set a shorter context length, choose a smaller model, or close other programs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write something first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your chats are in use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your chats are kept. Try again; if it happens again, please report it together with the log file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your chats could not be brought to this version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your chats were kept by a newer version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} cannot be created or written. Check the permissions and the free space, or choose another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} contains something that cannot be right. Get the file again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} could not be written. Free some space; then go on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} has no content, perhaps because a download did not begin. Download it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is a folder. Choose the model file in it; its name ends in “.gguf”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is as it was. Free some space and start again, or use the version from before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is built as “{architecture}”, which this version cannot run. A newer version may; other models work.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is missing, protected, or not a text. Check the file and choose it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is one part of several, and {part} is not beside it. Put all parts into the same folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is something else. The program runs models in the GGUF format, whose names end in “.gguf”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} looks right but did not load. Get the file again, or choose another model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} needs {needed_bytes}, and {available_bytes} are free. Choose a smaller file of the model, set a shorter context length in the settings, or close other programs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} should hold JSON with a list “messages”, each with “role” and “content”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is not a tool of this program. Check its name.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RunningGroup</name>
    <message>
        <source>A quarter of the memory, but it harms models of the Qwen family, QwQ among them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Automatic leaves one free, so that the computer stays usable.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exact, and the largest (KV cache f16).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flash attention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Half the memory at hardly any loss.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How it runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layers on the GPU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number format of the context</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parts of the model on the graphics card: the more, the faster.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Processor threads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reads long texts with less memory. Needed by q8_0 and q4_0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>f16, and q8_0 only where the context needs it to fit.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SamplingGroup</name>
    <message>
        <source>At 0 QwQ falls into repeating itself. 0.6 is advised.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At 0 it leaves out no word.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fixed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frequency penalty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How it chooses words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lower is steadier, higher is more varied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Makes words rarer that came before; 1 is off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Makes words rarer the more often they came.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Min-p</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model's advice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No word less likely than {percent} % of the likeliest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only the likeliest words that together make {percent} %.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only the {count} likeliest words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Precise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Presence penalty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>QwQ preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raise it when the model goes round in circles.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Random</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repetition penalty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steadier: for mathematics and code.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Top-k</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Top-p</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the makers of the model advise.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With a fixed seed the same question gets the same answer again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your own values.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SettingsPane</name>
    <message>
        <source>Close the settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the settings (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reload now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These take effect after a reload.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message>
        <source>Chats</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide the chats</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide the chats (Ctrl+B)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New chat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No chat has these words in its title.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search the chats by title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your chats will be listed here.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>How much of the model's context, what it keeps in view, is in use.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing leaves this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The conversation has nearly filled what the model can keep in view.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} tokens/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{used} of {available} tokens</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ThinkingPanel</name>
    <message>
        <source>Answer now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End the thinking and go on to the answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show or hide the thinking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thinking…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thought for a moment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thought for {duration}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>UserMessage</name>
    <message>
        <source>Your message</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
