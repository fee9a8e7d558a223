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
</TS>
