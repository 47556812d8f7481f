<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>BulkPane</name>
    <message numerus="yes">
        <source>%n people were disabled and signed out everywhere.</source>
        <translation>
            <numerusform>%n person was disabled and signed out everywhere.</numerusform>
            <numerusform>%n people were disabled and signed out everywhere.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people were enabled.</source>
        <translation>
            <numerusform>%n person was enabled.</numerusform>
            <numerusform>%n people were enabled.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people were locked and signed out everywhere.</source>
        <translation>
            <numerusform>%n person was locked and signed out everywhere.</numerusform>
            <numerusform>%n people were locked and signed out everywhere.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people were unlocked.</source>
        <translation>
            <numerusform>%n person was unlocked.</numerusform>
            <numerusform>%n people were unlocked.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The addresses of %n people count as verified now.</source>
        <translation>
            <numerusform>The address of %n person counts as verified now.</numerusform>
            <numerusform>The addresses of %n people count as verified now.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The addresses of %n people count as not verified now.</source>
        <translation>
            <numerusform>The address of %n person counts as not verified now.</numerusform>
            <numerusform>The addresses of %n people count as not verified now.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people selected</source>
        <translation>
            <numerusform>%n person selected</numerusform>
            <numerusform>%n people selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people were left as they are:</source>
        <translation>
            <numerusform>%n person was left as they are:</numerusform>
            <numerusform>%n people were left as they are:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Countdown</name>
    <message numerus="yes">
        <source>%n second(s) left</source>
        <translation>
            <numerusform>%n second left</numerusform>
            <numerusform>%n seconds left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ErrorText</name>
    <message numerus="yes">
        <source>Too many tries. Try again in %n second(s).</source>
        <translation>
            <numerusform>Too many tries. Try again in %n second.</numerusform>
            <numerusform>Too many tries. Try again in %n seconds.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message numerus="yes">
        <source>%Ln event(s) exported.</source>
        <translation>
            <numerusform>%Ln event exported.</numerusform>
            <numerusform>%Ln events exported.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HistoryPanel</name>
    <message numerus="yes">
        <source>at least %Ln event(s)</source>
        <translation>
            <numerusform>at least %Ln event</numerusform>
            <numerusform>at least %Ln events</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln event(s)</source>
        <translation>
            <numerusform>%Ln event</numerusform>
            <numerusform>%Ln events</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ListPage</name>
    <message numerus="yes">
        <source>%1 · %n selected</source>
        <translation>
            <numerusform>%1 · %n selected</numerusform>
            <numerusform>%1 · %n selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RecoverySheet</name>
    <message numerus="yes">
        <source>Copied. The clipboard will be emptied in %n second(s).</source>
        <translation>
            <numerusform>Copied. The clipboard will be emptied in %n second.</numerusform>
            <numerusform>Copied. The clipboard will be emptied in %n seconds.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RevocationNotice</name>
    <message numerus="yes">
        <source>%n session(s) ended. Whoever used them is signed out.</source>
        <translation>
            <numerusform>%n session ended. Whoever used it is signed out.</numerusform>
            <numerusform>%n sessions ended. Whoever used them is signed out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n session(s) ended, but not all. %1</source>
        <translation>
            <numerusform>%n session ended, but not all. %1</numerusform>
            <numerusform>%n sessions ended, but not all. %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SessionsPage</name>
    <message numerus="yes">
        <source>End %n session(s)</source>
        <translation>
            <numerusform>End %n session</numerusform>
            <numerusform>End %n sessions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SessionsPanel</name>
    <message numerus="yes">
        <source>%n session(s)</source>
        <translation>
            <numerusform>%n session</numerusform>
            <numerusform>%n sessions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>timetext</name>
    <message numerus="yes">
        <source>%n min ago</source>
        <translation>
            <numerusform>%n min ago</numerusform>
            <numerusform>%n min ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n h ago</source>
        <translation>
            <numerusform>%n h ago</numerusform>
            <numerusform>%n h ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) ago</source>
        <translation>
            <numerusform>%n day ago</numerusform>
            <numerusform>%n days ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n min</source>
        <translation>
            <numerusform>in %n min</numerusform>
            <numerusform>in %n min</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n h</source>
        <translation>
            <numerusform>in %n h</numerusform>
            <numerusform>in %n h</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n day(s)</source>
        <translation>
            <numerusform>in %n day</numerusform>
            <numerusform>in %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n second</numerusform>
            <numerusform>%n seconds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n hour</numerusform>
            <numerusform>%n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
</context>
</TS>
