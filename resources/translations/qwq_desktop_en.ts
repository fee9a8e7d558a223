<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>ChatWording</name>
    <message numerus="yes">
        <source>%n tokens</source>
        <translation>
            <numerusform>%n token</numerusform>
            <numerusform>%n tokens</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CollectionBar</name>
    <message numerus="yes">
        <source>{name}, %n document(s)</source>
        <translation>
            <numerusform>{name}, %n document</numerusform>
            <numerusform>{name}, %n documents</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ComposerTools</name>
    <message numerus="yes">
        <source>%n document(s)</source>
        <translation>
            <numerusform>%n document</numerusform>
            <numerusform>%n documents</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ContextGroup</name>
    <message numerus="yes">
        <source>About %n pages.</source>
        <translation>
            <numerusform>About %n page.</numerusform>
            <numerusform>About %n pages.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DocumentLine</name>
    <message numerus="yes">
        <source>%n page(s)</source>
        <translation>
            <numerusform>%n page</numerusform>
            <numerusform>%n pages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DocumentNotices</name>
    <message numerus="yes">
        <source>%n documents removed. Their files stay.</source>
        <translation>
            <numerusform>%n document removed. Its file stays.</numerusform>
            <numerusform>%n documents removed. Their files stay.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more could not be taken.</source>
        <translation>
            <numerusform>%n more could not be taken.</numerusform>
            <numerusform>%n more could not be taken.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Downloads</name>
    <message numerus="yes">
        <source>%n minutes left</source>
        <translation>
            <numerusform>%n minute left</numerusform>
            <numerusform>%n minutes left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n hours left</source>
        <translation>
            <numerusform>about %n hour left</numerusform>
            <numerusform>about %n hours left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n hours to download</source>
        <translation>
            <numerusform>about %n hour to download</numerusform>
            <numerusform>about %n hours to download</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n minutes to download</source>
        <translation>
            <numerusform>about %n minute to download</numerusform>
            <numerusform>about %n minutes to download</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FolderLine</name>
    <message numerus="yes">
        <source>%n document(s)</source>
        <translation>
            <numerusform>%n document</numerusform>
            <numerusform>%n documents</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FolderLines</name>
    <message numerus="yes">
        <source>and %n more folder(s), in their collections</source>
        <translation>
            <numerusform>and %n more folder, in its collection</numerusform>
            <numerusform>and %n more folders, in their collections</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FolderPresenter</name>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HubSearch</name>
    <message numerus="yes">
        <source>%n downloads</source>
        <translation>
            <numerusform>%n download</numerusform>
            <numerusform>%n downloads</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n likes</source>
        <translation>
            <numerusform>%n like</numerusform>
            <numerusform>%n likes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>InsidePane</name>
    <message numerus="yes">
        <source>%n passages will go in</source>
        <translation>
            <numerusform>%n passage will go in</numerusform>
            <numerusform>%n passages will go in</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MessagePresenter</name>
    <message numerus="yes">
        <source>%n messages deleted</source>
        <translation>
            <numerusform>%n message deleted</numerusform>
            <numerusform>%n messages deleted</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ModelAdvice</name>
    <message numerus="yes">
        <source>As of %n days ago.</source>
        <translation>
            <numerusform>As of %n day ago.</numerusform>
            <numerusform>As of %n days ago.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n tokens a second</source>
        <translation>
            <numerusform>about %n token a second</numerusform>
            <numerusform>about %n tokens a second</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ModelLibrary</name>
    <message numerus="yes">
        <source>%n model(s)</source>
        <translation>
            <numerusform>%n model</numerusform>
            <numerusform>%n models</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n model(s) found</source>
        <translation>
            <numerusform>%n model found</numerusform>
            <numerusform>%n models found</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NoteLine</name>
    <message numerus="yes">
        <source>%n older passages brought back</source>
        <translation>
            <numerusform>%n older passage brought back</numerusform>
            <numerusform>%n older passages brought back</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %n oldest messages are no longer in the model's view; a summary stands for them.</source>
        <translation>
            <numerusform>%n earlier message is no longer in the model's view; a summary stands for it.</numerusform>
            <numerusform>The %n oldest messages are no longer in the model's view; a summary stands for them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %n oldest messages are no longer in the model's view; what you ask about is brought back.</source>
        <translation>
            <numerusform>%n earlier message is no longer in the model's view; if you ask about it, it is brought back.</numerusform>
            <numerusform>The %n oldest messages are no longer in the model's view; what you ask about is brought back.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OptionList</name>
    <message numerus="yes">
        <source>Show %n more versions</source>
        <translation>
            <numerusform>Show %n more version</numerusform>
            <numerusform>Show %n more versions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PassagesLine</name>
    <message numerus="yes">
        <source>%n documents</source>
        <translation>
            <numerusform>%n document</numerusform>
            <numerusform>%n documents</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n passages</source>
        <translation>
            <numerusform>%n passage</numerusform>
            <numerusform>%n passages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QueueCard</name>
    <message numerus="yes">
        <source>%n files</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QuoteFindings</name>
    <message numerus="yes">
        <source>%n quotations could not be found in your documents and are marked: {quotes}</source>
        <translation>
            <numerusform>%n quotation could not be found in your documents and is marked: {quotes}</numerusform>
            <numerusform>%n quotations could not be found in your documents and are marked: {quotes}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SourceChips</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message numerus="yes">
        <source>Your chats stay here · %n connections</source>
        <translation>
            <numerusform>Your chats stay here · %n connection</numerusform>
            <numerusform>Your chats stay here · %n connections</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TransferPresenter</name>
    <message numerus="yes">
        <source>%n chat(s) exported</source>
        <translation>
            <numerusform>%n chat exported</numerusform>
            <numerusform>%n chats exported</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n chat(s) imported</source>
        <translation>
            <numerusform>%n chat imported</numerusform>
            <numerusform>%n chats imported</numerusform>
        </translation>
    </message>
</context>
</TS>
