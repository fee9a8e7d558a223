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
