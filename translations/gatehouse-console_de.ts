<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AccountActions</name>
    <message>
        <source>%1 was disabled and signed out everywhere.</source>
        <translation>%1 wurde deaktiviert und überall abgemeldet.</translation>
    </message>
    <message>
        <source>%1 was enabled.</source>
        <translation>%1 wurde aktiviert.</translation>
    </message>
    <message>
        <source>%1 was locked and signed out everywhere.</source>
        <translation>%1 wurde gesperrt und überall abgemeldet.</translation>
    </message>
    <message>
        <source>%1 was unlocked.</source>
        <translation>%1 wurde entsperrt.</translation>
    </message>
    <message>
        <source>The address of %1 counts as verified now.</source>
        <translation>Die Adresse von %1 gilt jetzt als bestätigt.</translation>
    </message>
    <message>
        <source>The address of %1 counts as not verified now.</source>
        <translation>Die Adresse von %1 gilt jetzt als nicht bestätigt.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>%1 was created.</source>
        <translation>%1 wurde angelegt.</translation>
    </message>
    <message>
        <source>Reset two-factor</source>
        <translation>Zweiten Faktor zurücksetzen</translation>
    </message>
    <message>
        <source>%1 will sign in with the password alone until two-factor is set up again. The authenticator app and the recovery codes stop working, and all sessions end.</source>
        <translation>%1 meldet sich nur mit dem Passwort an, bis der zweite Faktor neu eingerichtet ist. Die Authenticator-App und die Wiederherstellungscodes gelten nicht mehr, und alle Sitzungen enden.</translation>
    </message>
    <message>
        <source>Reset two-factor of %1</source>
        <translation>Zweiten Faktor von %1 zurücksetzen</translation>
    </message>
    <message>
        <source>Two-factor of %1 was reset.</source>
        <translation>Der zweite Faktor von %1 wurde zurückgesetzt.</translation>
    </message>
    <message>
        <source>Delete an account</source>
        <translation>Konto löschen</translation>
    </message>
    <message>
        <source>%1 (%2) will be deleted with all sessions and the login history. This can&apos;t be undone. To keep someone out for a while, disable the account instead.</source>
        <translation>%1 (%2) wird mit allen Sitzungen und dem Anmeldeverlauf gelöscht. Das lässt sich nicht rückgängig machen. Soll jemand nur vorübergehend draußen bleiben, deaktivieren Sie das Konto stattdessen.</translation>
    </message>
    <message>
        <source>Delete %1</source>
        <translation>%1 löschen</translation>
    </message>
    <message>
        <source>%1 was deleted.</source>
        <translation>%1 wurde gelöscht.</translation>
    </message>
</context>
<context>
    <name>AccountColumns</name>
    <message>
        <source>%1, user name %2</source>
        <translation>%1, Benutzername %2</translation>
    </message>
    <message>
        <source>Verified address</source>
        <translation>Bestätigte Adresse</translation>
    </message>
    <message>
        <source>Not verified yet</source>
        <translation>Noch nicht bestätigt</translation>
    </message>
    <message>
        <source>Two-factor on</source>
        <translation>Zweiter Faktor an</translation>
    </message>
    <message>
        <source>Two-factor off</source>
        <translation>Zweiter Faktor aus</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Email</source>
        <translation>E-Mail</translation>
    </message>
    <message>
        <source>2FA</source>
        <translation>2FA</translation>
    </message>
    <message>
        <source>◉ on</source>
        <translation>◉ an</translation>
    </message>
    <message>
        <source>○ off</source>
        <translation>○ aus</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>Zuletzt gesehen</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Angelegt</translation>
    </message>
</context>
<context>
    <name>AccountDialog</name>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>&amp;Email address</source>
        <translation>&amp;E-Mail-Adresse</translation>
    </message>
    <message>
        <source>&amp;User name</source>
        <translation>&amp;Benutzername</translation>
    </message>
    <message>
        <source>The address is known to be theirs (&amp;verified)</source>
        <translation>Die Adresse gehört nachweislich dieser Person (&amp;bestätigt)</translation>
    </message>
    <message>
        <source>&amp;Administrator of this server</source>
        <translation>&amp;Administrator dieses Servers</translation>
    </message>
    <message>
        <source>New person</source>
        <translation>Neue Person</translation>
    </message>
    <message>
        <source>May be left empty. 3 to 28 letters and digits.</source>
        <translation>Darf leer bleiben. 3 bis 28 Buchstaben und Ziffern.</translation>
    </message>
    <message>
        <source>You get a link for them to choose a password with. You never see the password.</source>
        <translation>Sie erhalten einen Link, über den die Person ihr Passwort wählt. Sie selbst sehen das Passwort nie.</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>Anlegen</translation>
    </message>
</context>
<context>
    <name>AccountPane</name>
    <message>
        <source>Sign-in</source>
        <translation>Anmeldung</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sitzungen</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>Hide the details (Esc)</source>
        <translation>Details ausblenden (Esc)</translation>
    </message>
    <message>
        <source>Hide the details</source>
        <translation>Details ausblenden</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Your changes to %1 are not saved.</source>
        <translation>Ihre Änderungen an %1 sind nicht gespeichert.</translation>
    </message>
    <message>
        <source>Go back to them</source>
        <translation>Dorthin zurück</translation>
    </message>
</context>
<context>
    <name>AccountState</name>
    <message>
        <source>Disabled</source>
        <translation>Deaktiviert</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Gesperrt</translation>
    </message>
    <message>
        <source>Slowed down</source>
        <translation>Gebremst</translation>
    </message>
    <message>
        <source>Not verified</source>
        <translation>Nicht bestätigt</translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation>Administrator</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Aktiv</translation>
    </message>
    <message>
        <source>%1 can&apos;t sign in: the account is disabled.</source>
        <translation>%1 kann sich nicht anmelden: Das Konto ist deaktiviert.</translation>
    </message>
    <message>
        <source>%1 can&apos;t sign in: the account is locked.</source>
        <translation>%1 kann sich nicht anmelden: Das Konto ist gesperrt.</translation>
    </message>
    <message>
        <source>%1 has no password yet. Make a set-password link and send it.</source>
        <translation>%1 hat noch kein Passwort. Erzeugen und verschicken Sie einen Passwort-Link.</translation>
    </message>
    <message>
        <source>After too many wrong tries, %1 has to wait until %2 in some places. Unlocking ends the wait.</source>
        <translation>Nach zu vielen falschen Versuchen muss %1 mancherorts bis %2 warten. Entsperren beendet die Wartezeit.</translation>
    </message>
    <message>
        <source>%1 can sign in with a passkey.</source>
        <translation>%1 kann sich mit einem Passkey anmelden.</translation>
    </message>
    <message>
        <source>%1 can sign in with a password and a two-factor code.</source>
        <translation>%1 kann sich mit Passwort und Zwei-Faktor-Code anmelden.</translation>
    </message>
    <message>
        <source>%1 can sign in with a password alone.</source>
        <translation>%1 kann sich allein mit dem Passwort anmelden.</translation>
    </message>
</context>
<context>
    <name>Application</name>
    <message>
        <source>You are signed out.</source>
        <translation>Sie sind abgemeldet.</translation>
    </message>
</context>
<context>
    <name>BulkPane</name>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>none</source>
        <translation>niemand</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message numerus="yes">
        <source>%n people were disabled and signed out everywhere.</source>
        <translation>
            <numerusform>%n Person wurde deaktiviert und überall abgemeldet.</numerusform>
            <numerusform>%n Personen wurden deaktiviert und überall abgemeldet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people were enabled.</source>
        <translation>
            <numerusform>%n Person wurde aktiviert.</numerusform>
            <numerusform>%n Personen wurden aktiviert.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people were locked and signed out everywhere.</source>
        <translation>
            <numerusform>%n Person wurde gesperrt und überall abgemeldet.</numerusform>
            <numerusform>%n Personen wurden gesperrt und überall abgemeldet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people were unlocked.</source>
        <translation>
            <numerusform>%n Person wurde entsperrt.</numerusform>
            <numerusform>%n Personen wurden entsperrt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The addresses of %n people count as verified now.</source>
        <translation>
            <numerusform>Die Adresse von %n Person gilt jetzt als bestätigt.</numerusform>
            <numerusform>Die Adressen von %n Personen gelten jetzt als bestätigt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The addresses of %n people count as not verified now.</source>
        <translation>
            <numerusform>Die Adresse von %n Person gilt jetzt als nicht bestätigt.</numerusform>
            <numerusform>Die Adressen von %n Personen gelten jetzt als nicht bestätigt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message numerus="yes">
        <source>%n people selected</source>
        <translation>
            <numerusform>%n Person ausgewählt</numerusform>
            <numerusform>%n Personen ausgewählt</numerusform>
        </translation>
    </message>
    <message>
        <source>Two-factor on</source>
        <translation>Zweiter Faktor an</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>Bestätigt</translation>
    </message>
    <message>
        <source>Disabled</source>
        <translation>Deaktiviert</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Gesperrt</translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation>Administrator</translation>
    </message>
    <message>
        <source>Never signed in</source>
        <translation>Nie angemeldet</translation>
    </message>
    <message numerus="yes">
        <source>%n people were left as they are:</source>
        <translation>
            <numerusform>%n Person blieb, wie sie war:</numerusform>
            <numerusform>%n Personen blieben, wie sie waren:</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
</context>
<context>
    <name>CertificatePanel</name>
    <message>
        <source>The server&apos;s certificate has expired. Whoever runs the server should renew it.</source>
        <translation>Das Zertifikat des Servers ist abgelaufen. Wer den Server betreibt, sollte es erneuern.</translation>
    </message>
    <message>
        <source>The server&apos;s certificate is not valid yet. Check the clocks of both computers.</source>
        <translation>Das Zertifikat des Servers gilt noch nicht. Prüfen Sie die Uhren beider Rechner.</translation>
    </message>
    <message>
        <source>The server&apos;s certificate was made for another name than the one you typed.</source>
        <translation>Das Zertifikat des Servers wurde für einen anderen Namen ausgestellt als den eingegebenen.</translation>
    </message>
    <message>
        <source>The server&apos;s certificate was revoked. Do not trust it.</source>
        <translation>Das Zertifikat des Servers wurde widerrufen. Vertrauen Sie ihm nicht.</translation>
    </message>
    <message>
        <source>Nobody this computer trusts has signed the server&apos;s certificate. That is usual inside a house, and it is also what an attacker&apos;s would look like.</source>
        <translation>Das Zertifikat des Servers ist von niemandem unterschrieben, dem dieser Rechner vertraut. Das ist im eigenen Netz üblich, sähe bei einem Angreifer aber genauso aus.</translation>
    </message>
    <message>
        <source>Fingerprint of the certificate</source>
        <translation>Fingerabdruck des Zertifikats</translation>
    </message>
    <message>
        <source>Ask whoever runs the server for its fingerprint, by another way than this connection. Trust the certificate only if both are the same.</source>
        <translation>Fragen Sie, wer den Server betreibt, auf einem anderen Weg als über diese Verbindung nach seinem Fingerabdruck. Vertrauen Sie dem Zertifikat nur, wenn beide gleich sind.</translation>
    </message>
    <message>
        <source>&amp;Trust this certificate</source>
        <translation>Diesem Zertifikat &amp;vertrauen</translation>
    </message>
    <message>
        <source>Made for</source>
        <translation>Ausgestellt für</translation>
    </message>
    <message>
        <source>Signed by</source>
        <translation>Unterschrieben von</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>Gültig bis</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
</context>
<context>
    <name>CheckList</name>
    <message>
        <source>Good: %1</source>
        <translation>In Ordnung: %1</translation>
    </message>
    <message>
        <source>Wrong: %1</source>
        <translation>Nicht in Ordnung: %1</translation>
    </message>
    <message>
        <source>Doubtful: %1</source>
        <translation>Zweifelhaft: %1</translation>
    </message>
</context>
<context>
    <name>CheckWords</name>
    <message>
        <source>Passkeys are made for a name</source>
        <translation>Passkeys werden für einen Namen erstellt</translation>
    </message>
    <message>
        <source>Passkeys need a name, not an IP address</source>
        <translation>Passkeys brauchen einen Namen, keine IP-Adresse</translation>
    </message>
    <message>
        <source>Give the server a name that every device on the network finds, such as auth.example.lan, and set server.public_url to it.</source>
        <translation>Geben Sie dem Server einen Namen, den jedes Gerät im Netz findet, etwa auth.example.lan, und tragen Sie ihn in server.public_url ein.</translation>
    </message>
    <message>
        <source>The name belongs to the server&apos;s address</source>
        <translation>Der Name gehört zur Adresse des Servers</translation>
    </message>
    <message>
        <source>The name does not belong to the server&apos;s address</source>
        <translation>Der Name gehört nicht zur Adresse des Servers</translation>
    </message>
    <message>
        <source>Set webauthn.rp_id to the host in server.public_url or to a domain above it, or leave it empty.</source>
        <translation>Setzen Sie webauthn.rp_id auf den Rechnernamen in server.public_url oder eine Domain darüber, oder lassen Sie es leer.</translation>
    </message>
    <message>
        <source>The pages come over HTTPS</source>
        <translation>Die Seiten kommen über HTTPS</translation>
    </message>
    <message>
        <source>The pages do not come over HTTPS</source>
        <translation>Die Seiten kommen nicht über HTTPS</translation>
    </message>
    <message>
        <source>Browsers keep passkeys from pages without HTTPS. Set tls.certificate and tls.key, or put the server behind a proxy with a certificate, and begin server.public_url with https.</source>
        <translation>Browser geben Passkeys nicht an Seiten ohne HTTPS. Setzen Sie tls.certificate und tls.key oder stellen Sie den Server hinter einen Proxy mit Zertifikat, und beginnen Sie server.public_url mit https.</translation>
    </message>
    <message>
        <source>The server accepts passkeys from its own pages</source>
        <translation>Der Server nimmt Passkeys von seinen eigenen Seiten an</translation>
    </message>
    <message>
        <source>The server&apos;s own pages are missing among those that may use passkeys</source>
        <translation>Die eigenen Seiten des Servers fehlen unter denen, die Passkeys benutzen dürfen</translation>
    </message>
    <message>
        <source>Add this address, with its port, to webauthn.origins, or leave that empty.</source>
        <translation>Nehmen Sie diese Adresse mit ihrem Port in webauthn.origins auf, oder lassen Sie das leer.</translation>
    </message>
    <message>
        <source>The certificate is for this name and in force</source>
        <translation>Das Zertifikat gilt für diesen Namen und ist gültig</translation>
    </message>
    <message>
        <source>Browsers that complain about a certificate refuse passkeys. Put one for this name into tls.certificate, from a CA that your devices trust.</source>
        <translation>Browser, die ein Zertifikat beanstanden, verweigern Passkeys. Tragen Sie in tls.certificate eines für diesen Namen ein, von einer CA, der Ihre Geräte vertrauen.</translation>
    </message>
    <message>
        <source>It is the issuer that was configured</source>
        <translation>Es ist der eingerichtete Aussteller</translation>
    </message>
    <message>
        <source>It calls itself by another name</source>
        <translation>Er nennt sich selbst anders</translation>
    </message>
    <message>
        <source>Set the issuer exactly to what the provider says, down to the last slash.</source>
        <translation>Setzen Sie den Aussteller genau auf das, was der Anmeldedienst sagt, bis zum letzten Schrägstrich.</translation>
    </message>
    <message>
        <source>Its addresses for sign-in are usable</source>
        <translation>Seine Adressen für die Anmeldung sind brauchbar</translation>
    </message>
    <message>
        <source>An address for sign-in is missing or not safe</source>
        <translation>Eine Adresse für die Anmeldung fehlt oder ist nicht sicher</translation>
    </message>
    <message>
        <source>It protects codes with PKCE</source>
        <translation>Er schützt Codes mit PKCE</translation>
    </message>
    <message>
        <source>It does not say that it protects codes with PKCE</source>
        <translation>Er sagt nicht, dass er Codes mit PKCE schützt</translation>
    </message>
    <message>
        <source>Let the server&apos;s computer follow a time server. Certificates and the codes of authenticator apps depend on its clock.</source>
        <translation>Lassen Sie den Serverrechner einem Zeitserver folgen. Zertifikate und die Codes von Authenticator-Apps hängen von seiner Uhr ab.</translation>
    </message>
    <message>
        <source>The certificate is not right</source>
        <translation>Das Zertifikat stimmt nicht</translation>
    </message>
    <message>
        <source>This server has no certificate of its own to look at</source>
        <translation>Dieser Server hat kein eigenes Zertifikat, das sich prüfen ließe</translation>
    </message>
    <message>
        <source>The certificate can&apos;t be read</source>
        <translation>Das Zertifikat ist nicht lesbar</translation>
    </message>
    <message>
        <source>Look whether tls.certificate names a PEM file that the server may read.</source>
        <translation>Sehen Sie nach, ob tls.certificate eine PEM-Datei nennt, die der Server lesen darf.</translation>
    </message>
    <message>
        <source>The certificate is for another name</source>
        <translation>Das Zertifikat gilt für einen anderen Namen</translation>
    </message>
    <message>
        <source>The certificate is not in force yet</source>
        <translation>Das Zertifikat gilt noch nicht</translation>
    </message>
    <message>
        <source>The certificate has run out</source>
        <translation>Das Zertifikat ist abgelaufen</translation>
    </message>
    <message>
        <source>Renew it. Browsers that complain about a certificate refuse passkeys.</source>
        <translation>Erneuern Sie es. Browser, die ein Zertifikat beanstanden, verweigern Passkeys.</translation>
    </message>
    <message>
        <source>Something keeps the server&apos;s clock right</source>
        <translation>Die Uhr des Servers wird richtig gehalten</translation>
    </message>
    <message>
        <source>Nothing keeps the server&apos;s clock right</source>
        <translation>Nichts hält die Uhr des Servers richtig</translation>
    </message>
    <message>
        <source>Whether something keeps the server&apos;s clock right is unknown</source>
        <translation>Ob etwas die Uhr des Servers richtig hält, ist unbekannt</translation>
    </message>
    <message>
        <source>The server may not ask its system. See &quot;timedatectl&quot; on the server&apos;s computer.</source>
        <translation>Der Server darf sein System nicht fragen. Auf dem Computer des Servers sagt es „timedatectl“.</translation>
    </message>
    <message>
        <source>The address is usable</source>
        <translation>Die Adresse ist brauchbar</translation>
    </message>
    <message>
        <source>The address is not usable</source>
        <translation>Die Adresse ist nicht brauchbar</translation>
    </message>
    <message>
        <source>Correct it in the server&apos;s configuration. It has to begin with https.</source>
        <translation>Berichtigen Sie sie in der Konfiguration des Servers. Sie muss mit https beginnen.</translation>
    </message>
    <message>
        <source>The name is known</source>
        <translation>Der Name ist bekannt</translation>
    </message>
    <message>
        <source>The server&apos;s computer does not know this name</source>
        <translation>Der Serverrechner kennt diesen Namen nicht</translation>
    </message>
    <message>
        <source>Check it for typing errors, and the name resolution of the server&apos;s computer.</source>
        <translation>Prüfen Sie ihn auf Tippfehler, und die Namensauflösung des Serverrechners.</translation>
    </message>
    <message>
        <source>The provider can be reached</source>
        <translation>Der Anmeldedienst ist erreichbar</translation>
    </message>
    <message>
        <source>The provider can&apos;t be reached</source>
        <translation>Der Anmeldedienst ist nicht erreichbar</translation>
    </message>
    <message>
        <source>Check the port, and whether a firewall or a proxy stands between the two.</source>
        <translation>Prüfen Sie den Port und ob eine Firewall oder ein Proxy dazwischensteht.</translation>
    </message>
    <message>
        <source>The name leads into a private network</source>
        <translation>Der Name führt in ein privates Netz</translation>
    </message>
    <message>
        <source>A provider on the Internet must not do so. One of the local network is configured by its address or by a local name, such as sso.example.lan.</source>
        <translation>Ein Anmeldedienst im Internet darf das nicht. Einer im lokalen Netz wird mit seiner Adresse oder einem lokalen Namen eingerichtet, etwa sso.example.lan.</translation>
    </message>
    <message>
        <source>The provider does not answer in time</source>
        <translation>Der Anmeldedienst antwortet nicht rechtzeitig</translation>
    </message>
    <message>
        <source>It may be busy or switched off, or a firewall swallows what is sent.</source>
        <translation>Vielleicht ist er überlastet oder ausgeschaltet, oder eine Firewall verschluckt, was gesendet wird.</translation>
    </message>
    <message>
        <source>Its certificate is trusted</source>
        <translation>Seinem Zertifikat wird vertraut</translation>
    </message>
    <message>
        <source>Its certificate is not trusted</source>
        <translation>Seinem Zertifikat wird nicht vertraut</translation>
    </message>
    <message>
        <source>Let the server&apos;s computer trust the CA that made it, or give the provider another certificate.</source>
        <translation>Lassen Sie den Serverrechner der CA vertrauen, die es ausgestellt hat, oder geben Sie dem Anmeldedienst ein anderes Zertifikat.</translation>
    </message>
    <message>
        <source>It gives the answer that is expected</source>
        <translation>Er gibt die erwartete Antwort</translation>
    </message>
    <message>
        <source>It gives another answer than expected</source>
        <translation>Er gibt eine andere Antwort als erwartet</translation>
    </message>
    <message>
        <source>Check the address. The issuer is what stands before /.well-known/openid-configuration; without such a page the provider has the type oauth2.</source>
        <translation>Prüfen Sie die Adresse. Der Aussteller ist, was vor /.well-known/openid-configuration steht; ohne eine solche Seite hat der Anmeldedienst den Typ oauth2.</translation>
    </message>
    <message>
        <source>It sends on to another address</source>
        <translation>Er leitet zu einer anderen Adresse weiter</translation>
    </message>
    <message>
        <source>It answers with an error</source>
        <translation>Er antwortet mit einem Fehler</translation>
    </message>
    <message>
        <source>Its answer is longer than any that is expected</source>
        <translation>Seine Antwort ist länger als jede erwartete</translation>
    </message>
    <message>
        <source>Configure the address that it leads to.</source>
        <translation>Richten Sie die Adresse ein, zu der er führt.</translation>
    </message>
    <message>
        <source>The provider has to name them all, and they have to begin with https.</source>
        <translation>Der Anmeldedienst muss sie alle nennen, und sie müssen mit https beginnen.</translation>
    </message>
    <message>
        <source>It signs in a way that this server can check</source>
        <translation>Er unterschreibt so, dass dieser Server es prüfen kann</translation>
    </message>
    <message>
        <source>It signs in a way that this server can&apos;t check</source>
        <translation>Er unterschreibt so, dass dieser Server es nicht prüfen kann</translation>
    </message>
    <message>
        <source>Let the provider sign with RS256, ES256 or EdDSA.</source>
        <translation>Lassen Sie den Anmeldedienst mit RS256, ES256 oder EdDSA unterschreiben.</translation>
    </message>
    <message>
        <source>Many providers do it without saying so, and the server sends it to all. Switch S256 on for this client where the provider has a setting.</source>
        <translation>Viele Anmeldedienste tun es, ohne es zu sagen, und der Server sendet es an alle. Schalten Sie S256 für diesen Client ein, wo der Anmeldedienst eine Einstellung dafür hat.</translation>
    </message>
    <message>
        <source>Its keys can be fetched</source>
        <translation>Seine Schlüssel lassen sich abrufen</translation>
    </message>
    <message>
        <source>Its keys can&apos;t be fetched</source>
        <translation>Seine Schlüssel lassen sich nicht abrufen</translation>
    </message>
    <message>
        <source>The provider has to publish at least one key at its jwks_uri, where this server can reach it.</source>
        <translation>Der Anmeldedienst muss unter seiner jwks_uri mindestens einen Schlüssel veröffentlichen, wo dieser Server ihn erreicht.</translation>
    </message>
</context>
<context>
    <name>CodeStep</name>
    <message>
        <source>Two-factor code</source>
        <translation>Zwei-Faktor-Code</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>&amp;Code</source>
        <translation>&amp;Code</translation>
    </message>
    <message>
        <source>The six digits of your authenticator app, or one of your recovery codes.</source>
        <translation>Die sechs Ziffern Ihrer Authenticator-App oder einer Ihrer Wiederherstellungscodes.</translation>
    </message>
    <message>
        <source>&amp;Back to the password</source>
        <translation>&amp;Zurück zum Passwort</translation>
    </message>
</context>
<context>
    <name>ConfirmDialog</name>
    <message>
        <source>Type “%1” to &amp;confirm</source>
        <translation>Zum &amp;Bestätigen „%1“ eingeben</translation>
    </message>
</context>
<context>
    <name>ConnectWindow</name>
    <message>
        <source>Your password is set. Sign in with it.</source>
        <translation>Ihr Passwort ist gesetzt. Melden Sie sich damit an.</translation>
    </message>
    <message>
        <source>Connect to Gatehouse</source>
        <translation>Mit Gatehouse verbinden</translation>
    </message>
</context>
<context>
    <name>Countdown</name>
    <message numerus="yes">
        <source>%n second(s) left</source>
        <translation>
            <numerusform>noch %n Sekunde</numerusform>
            <numerusform>noch %n Sekunden</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CredentialWords</name>
    <message>
        <source>bound to this one device</source>
        <translation>an dieses eine Gerät gebunden</translation>
    </message>
    <message>
        <source>synchronised to the owner&apos;s other devices</source>
        <translation>mit anderen Geräten des Besitzers abgeglichen</translation>
    </message>
    <message>
        <source>not synchronised yet, though it could be</source>
        <translation>noch nicht abgeglichen, obwohl es ginge</translation>
    </message>
    <message>
        <source>made %1 · last used %2
%3</source>
        <translation>erstellt %1 · zuletzt benutzt %2
%3</translation>
    </message>
    <message>
        <source>Made: %1</source>
        <translation>Erstellt: %1</translation>
    </message>
    <message>
        <source>Last used: %1</source>
        <translation>Zuletzt benutzt: %1</translation>
    </message>
    <message>
        <source>A copy may be in use: its counter went back %1. Unless the owner knows why, remove it.</source>
        <translation>Vielleicht ist eine Kopie in Gebrauch: Der Zähler ging zurück, %1. Wenn der Besitzer nicht weiß, warum, entfernen Sie ihn.</translation>
    </message>
    <message>
        <source>%1
linked %2</source>
        <translation>%1
verbunden %2</translation>
    </message>
    <message>
        <source>Linked: %1
Known there as %2</source>
        <translation>Verbunden: %1
Dort bekannt als %2</translation>
    </message>
    <message>
        <source>%1 will not sign in with “%2” any more. The device itself keeps an entry that does nothing; it can be deleted there.</source>
        <translation>%1 meldet sich nicht mehr mit „%2“ an. Auf dem Gerät bleibt ein wirkungsloser Eintrag; er kann dort gelöscht werden.</translation>
    </message>
    <message>
        <source>There is no password and no other passkey: make a set-password link afterwards.</source>
        <translation>Es gibt kein Passwort und keinen anderen Passkey: Erstellen Sie danach einen Passwort-Link.</translation>
    </message>
    <message>
        <source>Remove a passkey</source>
        <translation>Passkey entfernen</translation>
    </message>
    <message>
        <source>Remove “%1”</source>
        <translation>„%1“ entfernen</translation>
    </message>
    <message>
        <source>%1 will not sign in here as %2 through %3 any more. Nothing changes there.</source>
        <translation>%1 meldet sich hier nicht mehr als %2 über %3 an. Dort ändert sich nichts.</translation>
    </message>
    <message>
        <source>There is no password and no passkey: make a set-password link afterwards.</source>
        <translation>Es gibt kein Passwort und keinen Passkey: Erstellen Sie danach einen Passwort-Link.</translation>
    </message>
    <message>
        <source>Unlink an account</source>
        <translation>Verbindung lösen</translation>
    </message>
    <message>
        <source>Unlink %1</source>
        <translation>%1 lösen</translation>
    </message>
</context>
<context>
    <name>CredentialsPanel</name>
    <message>
        <source>Passkeys</source>
        <translation>Passkeys</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen …</translation>
    </message>
    <message>
        <source>Remove the passkey %1</source>
        <translation>Passkey %1 entfernen</translation>
    </message>
    <message>
        <source>Linked accounts</source>
        <translation>Verbundene Konten</translation>
    </message>
    <message>
        <source>Unlink…</source>
        <translation>Lösen …</translation>
    </message>
    <message>
        <source>Unlink %1</source>
        <translation>%1 lösen</translation>
    </message>
    <message>
        <source>Passkeys and linked accounts could not be loaded. %1</source>
        <translation>Passkeys und verbundene Konten konnten nicht geladen werden. %1</translation>
    </message>
    <message>
        <source>The passkey “%1” of %2 was removed.</source>
        <translation>Der Passkey „%1“ von %2 wurde entfernt.</translation>
    </message>
    <message>
        <source>%1 was unlinked from %2.</source>
        <translation>%1 ist nicht mehr mit %2 verbunden.</translation>
    </message>
</context>
<context>
    <name>ErrorText</name>
    <message>
        <source>There is no computer with this name on the network. Check the address for typing errors, or try the IP address.</source>
        <translation>Im Netz gibt es keinen Rechner mit diesem Namen. Prüfen Sie die Adresse auf Tippfehler, oder versuchen Sie es mit der IP-Adresse.</translation>
    </message>
    <message>
        <source>The computer is there, but no server answers on this port. Check the port, and whether Gatehouse is running there.</source>
        <translation>Der Rechner ist erreichbar, aber auf diesem Port antwortet kein Server. Prüfen Sie den Port, und ob Gatehouse dort läuft.</translation>
    </message>
    <message>
        <source>The server can&apos;t be reached. Check the network connection of this computer.</source>
        <translation>Der Server ist nicht erreichbar. Prüfen Sie die Netzwerkverbindung dieses Rechners.</translation>
    </message>
    <message>
        <source>The server did not answer within 15 seconds. It may be busy, switched off, or behind a firewall.</source>
        <translation>Der Server hat 15 Sekunden lang nicht geantwortet. Vielleicht ist er ausgelastet, ausgeschaltet oder hinter einer Firewall.</translation>
    </message>
    <message>
        <source>The connection broke off before the answer was complete. Try again.</source>
        <translation>Die Verbindung brach ab, bevor die Antwort vollständig war. Versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The server&apos;s certificate can&apos;t be checked. Look at its fingerprint before you trust it.</source>
        <translation>Das Zertifikat des Servers lässt sich nicht prüfen. Sehen Sie sich den Fingerabdruck an, bevor Sie ihm vertrauen.</translation>
    </message>
    <message>
        <source>No encrypted connection could be made. If the server speaks plain HTTP, begin the address with http://.</source>
        <translation>Es kam keine verschlüsselte Verbindung zustande. Spricht der Server unverschlüsseltes HTTP, beginnen Sie die Adresse mit http://.</translation>
    </message>
    <message>
        <source>Something answers at this address, but it is not a Gatehouse server. Check the address and the port.</source>
        <translation>Unter dieser Adresse antwortet etwas, aber kein Gatehouse-Server. Prüfen Sie Adresse und Port.</translation>
    </message>
    <message>
        <source>This server gives its tokens to browsers only. Set auth.json_login_tokens to “full” in its configuration.</source>
        <translation>Dieser Server gibt seine Tokens nur an Browser aus. Setzen Sie auth.json_login_tokens in seiner Konfiguration auf „full“.</translation>
    </message>
    <message>
        <source>Your session has ended. Sign in again to go on.</source>
        <translation>Ihre Sitzung ist beendet. Melden Sie sich neu an, um weiterzumachen.</translation>
    </message>
    <message>
        <source>You signed in, but this console is for administrators. Ask one to give you that right.</source>
        <translation>Sie sind angemeldet, aber diese Konsole ist für Administratoren. Bitten Sie einen um dieses Recht.</translation>
    </message>
    <message>
        <source>Only an administrator may do this. Ask one to give you that right.</source>
        <translation>Das dürfen nur Administratoren. Bitten Sie einen um dieses Recht.</translation>
    </message>
    <message>
        <source>Confirm your password first.</source>
        <translation>Bestätigen Sie zuerst Ihr Passwort.</translation>
    </message>
    <message>
        <source>Enter the code of your authenticator app to go on.</source>
        <translation>Geben Sie den Code Ihrer Authenticator-App ein, um weiterzumachen.</translation>
    </message>
    <message>
        <source>The email address is not verified yet. Verify it first, then try again.</source>
        <translation>Die E-Mail-Adresse ist noch nicht bestätigt. Bestätigen Sie sie zuerst, und versuchen Sie es dann noch einmal.</translation>
    </message>
    <message>
        <source>The email address or the password is wrong. Check both and try again.</source>
        <translation>E-Mail-Adresse oder Passwort ist falsch. Prüfen Sie beides, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>This account is disabled. Another administrator can enable it.</source>
        <translation>Dieses Konto ist deaktiviert. Ein anderer Administrator kann es aktivieren.</translation>
    </message>
    <message>
        <source>This account is locked. Another administrator can unlock it.</source>
        <translation>Dieses Konto ist gesperrt. Ein anderer Administrator kann es entsperren.</translation>
    </message>
    <message>
        <source>This code is wrong or was used before. Wait for the next one, and check that the clock of the phone is right.</source>
        <translation>Dieser Code ist falsch oder wurde schon benutzt. Warten Sie auf den nächsten, und prüfen Sie, ob die Uhr des Telefons stimmt.</translation>
    </message>
    <message>
        <source>This sign-in has ended. Start again with your password.</source>
        <translation>Diese Anmeldung ist abgelaufen. Beginnen Sie noch einmal mit dem Passwort.</translation>
    </message>
    <message>
        <source>The password is wrong. Try again.</source>
        <translation>Das Passwort ist falsch. Versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>This account has no password yet. Make a set-password link for it.</source>
        <translation>Dieses Konto hat noch kein Passwort. Erzeugen Sie einen Passwort-Link dafür.</translation>
    </message>
    <message>
        <source>This link has expired or was used already. Ask for a new one.</source>
        <translation>Dieser Link ist abgelaufen oder wurde schon benutzt. Bitten Sie um einen neuen.</translation>
    </message>
    <message>
        <source>Some fields need your attention.</source>
        <translation>Einige Felder brauchen Ihre Aufmerksamkeit.</translation>
    </message>
    <message>
        <source>This is no longer there. Reload the list to see what is.</source>
        <translation>Das gibt es nicht mehr. Laden Sie die Liste neu, um zu sehen, was da ist.</translation>
    </message>
    <message>
        <source>This server does not know that action yet. It may be older than this console.</source>
        <translation>Dieser Server kennt die Aktion noch nicht. Vielleicht ist er älter als diese Konsole.</translation>
    </message>
    <message>
        <source>The list has changed. Reload it.</source>
        <translation>Die Liste hat sich geändert. Laden Sie sie neu.</translation>
    </message>
    <message>
        <source>That is more than the server accepts at once. Make it shorter.</source>
        <translation>Das ist mehr, als der Server auf einmal annimmt. Kürzen Sie es.</translation>
    </message>
    <message>
        <source>The search is too long. Make it shorter.</source>
        <translation>Die Suche ist zu lang. Kürzen Sie sie.</translation>
    </message>
    <message>
        <source>The request took too long to reach the server. Try again.</source>
        <translation>Die Anfrage brauchte zu lange bis zum Server. Versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The server is busy. Try again in a moment.</source>
        <translation>Der Server ist ausgelastet. Versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>Something went wrong on the server. Its log says more; try again later.</source>
        <translation>Auf dem Server ist etwas schiefgegangen. Sein Protokoll sagt mehr; versuchen Sie es später noch einmal.</translation>
    </message>
    <message>
        <source>An account with this email address or user name exists already. Choose another one.</source>
        <translation>Ein Konto mit dieser E-Mail-Adresse oder diesem Benutzernamen gibt es schon. Wählen Sie etwas anderes.</translation>
    </message>
    <message>
        <source>An account with this email address exists already. Choose another address.</source>
        <translation>Ein Konto mit dieser E-Mail-Adresse gibt es schon. Wählen Sie eine andere Adresse.</translation>
    </message>
    <message>
        <source>An account with this user name exists already. Choose another name.</source>
        <translation>Ein Konto mit diesem Benutzernamen gibt es schon. Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>This is the address the account has already.</source>
        <translation>Diese Adresse hat das Konto schon.</translation>
    </message>
    <message>
        <source>This is the last active administrator. Make someone else an administrator first.</source>
        <translation>Das ist der letzte aktive Administrator. Machen Sie zuerst jemand anderen zum Administrator.</translation>
    </message>
    <message>
        <source>This is the last way to sign in. Add another one first.</source>
        <translation>Das ist der letzte Weg, sich anzumelden. Fügen Sie zuerst einen anderen hinzu.</translation>
    </message>
    <message>
        <source>Two-factor is on already. Reset it first to set it up anew.</source>
        <translation>Der zweite Faktor ist schon an. Setzen Sie ihn zuerst zurück, um ihn neu einzurichten.</translation>
    </message>
    <message>
        <source>The set-up has expired. Start it again.</source>
        <translation>Die Einrichtung ist abgelaufen. Beginnen Sie noch einmal.</translation>
    </message>
    <message>
        <source>Please fill this in.</source>
        <translation>Bitte ausfüllen.</translation>
    </message>
    <message>
        <source>This is not a valid value. Check it for typing errors.</source>
        <translation>Dieser Wert ist nicht gültig. Prüfen Sie ihn auf Tippfehler.</translation>
    </message>
    <message>
        <source>Some of these characters are not allowed here.</source>
        <translation>Einige dieser Zeichen sind hier nicht erlaubt.</translation>
    </message>
    <message>
        <source>This is too short.</source>
        <translation>Das ist zu kurz.</translation>
    </message>
    <message>
        <source>This is too long.</source>
        <translation>Das ist zu lang.</translation>
    </message>
    <message>
        <source>This password is too easy to guess. Choose another one.</source>
        <translation>Dieses Passwort ist zu leicht zu erraten. Wählen Sie ein anderes.</translation>
    </message>
    <message>
        <source>The two passwords are not the same.</source>
        <translation>Die beiden Passwörter sind nicht gleich.</translation>
    </message>
    <message>
        <source>This server does not know this field. It may be older than this console.</source>
        <translation>Dieser Server kennt das Feld nicht. Vielleicht ist er älter als diese Konsole.</translation>
    </message>
    <message>
        <source>Too many tries. Wait a moment and try again.</source>
        <translation>Zu viele Versuche. Warten Sie einen Moment, und versuchen Sie es noch einmal.</translation>
    </message>
    <message numerus="yes">
        <source>Too many tries. Try again in %n second(s).</source>
        <translation>
            <numerusform>Zu viele Versuche. Versuchen Sie es in %n Sekunde noch einmal.</numerusform>
            <numerusform>Zu viele Versuche. Versuchen Sie es in %n Sekunden noch einmal.</numerusform>
        </translation>
    </message>
    <message>
        <source>The server refused this with the code %1. It may be newer than this console.</source>
        <translation>Der Server hat das mit dem Code %1 abgelehnt. Vielleicht ist er neuer als diese Konsole.</translation>
    </message>
    <message>
        <source>New accounts are made by an administrator here.</source>
        <translation>Neue Konten legt hier ein Administrator an.</translation>
    </message>
    <message>
        <source>This account has a password already. Make a set-password link to change it.</source>
        <translation>Dieses Konto hat schon ein Passwort. Erzeugen Sie einen Passwort-Link, um es zu ändern.</translation>
    </message>
    <message>
        <source>The server did not understand this console. One of the two is older than the other; bring both to the same version.</source>
        <translation>Der Server hat diese Konsole nicht verstanden. Eines von beiden ist älter; bringen Sie beide auf denselben Stand.</translation>
    </message>
    <message>
        <source>Passkeys can&apos;t work at this server&apos;s address. The passkey doctor under Sign-in methods tells what to do.</source>
        <translation>Passkeys können unter der Adresse dieses Servers nicht funktionieren. Der Passkey-Doktor unter Anmeldearten sagt, was zu tun ist.</translation>
    </message>
    <message>
        <source>This passkey was not accepted. Try again or use another way to sign in.</source>
        <translation>Dieser Passkey wurde nicht angenommen. Versuchen Sie es noch einmal oder melden Sie sich anders an.</translation>
    </message>
    <message>
        <source>This passkey is registered already.</source>
        <translation>Dieser Passkey ist schon registriert.</translation>
    </message>
    <message>
        <source>The sign-in provider does not answer as it should. Test it under Sign-in methods to see what is wrong.</source>
        <translation>Der Anmeldedienst antwortet nicht, wie er soll. Prüfen Sie ihn unter Anmeldearten, um zu sehen, was nicht stimmt.</translation>
    </message>
</context>
<context>
    <name>EventColumns</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Nobody has this address.</source>
        <translation>Diese Adresse hat niemand.</translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>Angemeldet</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Unknown address</source>
        <translation>Unbekannte Adresse</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Verfahren</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Ort</translation>
    </message>
</context>
<context>
    <name>EventExport</name>
    <message>
        <source>The file could not be written. Choose another place.</source>
        <translation>Die Datei konnte nicht geschrieben werden. Wählen Sie einen anderen Ort.</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Saved filters</source>
        <translation>Gespeicherte Filter</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Words search; “key:value” narrows; “-” in front excludes. Ctrl+Space shows what can be said.</source>
        <translation>Wörter suchen; „Schlüssel:Wert“ grenzt ein; „-“ davor schließt aus. Strg+Leertaste zeigt, was möglich ist.</translation>
    </message>
    <message>
        <source>“%1” can&apos;t be filtered by. You can use: %2.</source>
        <translation>Nach „%1“ lässt sich nicht filtern. Möglich sind: %2.</translation>
    </message>
    <message>
        <source>A value is missing after “%1”.</source>
        <translation>Nach „%1“ fehlt ein Wert.</translation>
    </message>
    <message>
        <source>The value in “%1” does not fit its key.</source>
        <translation>Der Wert in „%1“ passt nicht zu seinem Schlüssel.</translation>
    </message>
    <message>
        <source>The quotation mark before “%1” is not closed.</source>
        <translation>Das Anführungszeichen vor „%1“ ist nicht geschlossen.</translation>
    </message>
    <message>
        <source>Forget this filter</source>
        <translation>Diesen Filter vergessen</translation>
    </message>
    <message>
        <source>Save this filter</source>
        <translation>Diesen Filter speichern</translation>
    </message>
</context>
<context>
    <name>FreshLoginDialog</name>
    <message>
        <source>Your &amp;password</source>
        <translation>Ihr &amp;Passwort</translation>
    </message>
    <message>
        <source>Two-factor &amp;code</source>
        <translation>Zwei-Faktor-&amp;Code</translation>
    </message>
    <message>
        <source>Confirm that it is you</source>
        <translation>Bestätigen Sie, dass Sie es sind</translation>
    </message>
    <message>
        <source>This action is protected. Confirm your password to go on.</source>
        <translation>Diese Aktion ist geschützt. Bestätigen Sie Ihr Passwort, um fortzufahren.</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>Bestätigen</translation>
    </message>
</context>
<context>
    <name>GoToPalette</name>
    <message>
        <source>Go to a person, a page or an action</source>
        <translation>Zu einer Person, Seite oder Aktion gehen</translation>
    </message>
    <message>
        <source>Go to</source>
        <translation>Gehe zu</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Gefunden</translation>
    </message>
    <message>
        <source>%1    %2</source>
        <translation>%1    %2</translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Nobody has tried to sign in yet</source>
        <translation>Noch hat niemand versucht, sich anzumelden</translation>
    </message>
    <message>
        <source>Every try is listed here, whether it worked or not.</source>
        <translation>Jeder Versuch steht hier, ob er gelang oder nicht.</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Show new events on top as they happen (Ctrl+L)</source>
        <translation>Neue Ereignisse sofort oben zeigen (Strg+L)</translation>
    </message>
    <message>
        <source>Export as CSV…</source>
        <translation>Als CSV exportieren …</translation>
    </message>
    <message>
        <source>Save what the filter shows, at most %L1 rows (Ctrl+E)</source>
        <translation>Speichern, was der Filter zeigt, höchstens %L1 Zeilen (Strg+E)</translation>
    </message>
    <message>
        <source>Show the person</source>
        <translation>Person zeigen</translation>
    </message>
    <message>
        <source>Export the history</source>
        <translation>Verlauf exportieren</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>The first %L1 events were exported. Narrow the filter to get the rest.</source>
        <translation>Die ersten %L1 Ereignisse wurden exportiert. Grenzen Sie den Filter ein, um die übrigen zu erhalten.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln event(s) exported.</source>
        <translation>
            <numerusform>%Ln Ereignis exportiert.</numerusform>
            <numerusform>%Ln Ereignisse exportiert.</numerusform>
        </translation>
    </message>
    <message>
        <source>The export failed. %1</source>
        <translation>Der Export ist fehlgeschlagen. %1</translation>
    </message>
    <message>
        <source>The export was cancelled. Nothing was written.</source>
        <translation>Der Export wurde abgebrochen. Es wurde nichts geschrieben.</translation>
    </message>
    <message>
        <source>Exporting events…</source>
        <translation>Ereignisse werden exportiert …</translation>
    </message>
    <message>
        <source>Cancel the export</source>
        <translation>Export abbrechen</translation>
    </message>
</context>
<context>
    <name>HistoryPanel</name>
    <message>
        <source>No tries to sign in</source>
        <translation>Keine Anmeldeversuche</translation>
    </message>
    <message>
        <source>Every try is listed here, whether it worked or not.</source>
        <translation>Jeder Versuch steht hier, ob er gelang oder nicht.</translation>
    </message>
    <message>
        <source>Sign-ins of this person</source>
        <translation>Anmeldungen dieser Person</translation>
    </message>
    <message numerus="yes">
        <source>at least %Ln event(s)</source>
        <translation>
            <numerusform>mindestens %Ln Ereignis</numerusform>
            <numerusform>mindestens %Ln Ereignisse</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln event(s)</source>
        <translation>
            <numerusform>%Ln Ereignis</numerusform>
            <numerusform>%Ln Ereignisse</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ListPage</name>
    <message>
        <source>Number of entries</source>
        <translation>Anzahl der Einträge</translation>
    </message>
    <message>
        <source>Filter for the list “%1”</source>
        <translation>Filter für die Liste „%1“</translation>
    </message>
    <message>
        <source>This list could not be loaded</source>
        <translation>Diese Liste konnte nicht geladen werden</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Nothing matches this filter</source>
        <translation>Nichts passt zu diesem Filter</translation>
    </message>
    <message>
        <source>Use fewer or other words, or look at the whole list.</source>
        <translation>Nehmen Sie weniger oder andere Wörter, oder sehen Sie sich die ganze Liste an.</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>Filter leeren</translation>
    </message>
    <message>
        <source>Asking the server</source>
        <translation>Der Server wird gefragt</translation>
    </message>
    <message>
        <source>The list will be here in a moment.</source>
        <translation>Die Liste ist gleich da.</translation>
    </message>
    <message>
        <source>This list may be incomplete or out of date. %1</source>
        <translation>Diese Liste ist vielleicht unvollständig oder veraltet. %1</translation>
    </message>
    <message>
        <source>at least %1</source>
        <translation>mindestens %1</translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n selected</source>
        <translation>
            <numerusform>%1 · %n ausgewählt</numerusform>
            <numerusform>%1 · %n ausgewählt</numerusform>
        </translation>
    </message>
    <message>
        <source>Filter by “%1”</source>
        <translation>Nach „%1“ filtern</translation>
    </message>
    <message>
        <source>This list asks for your password</source>
        <translation>Diese Liste fragt nach Ihrem Passwort</translation>
    </message>
    <message>
        <source>It holds keys to accounts, so you say who you are just before you read it.</source>
        <translation>Sie enthält Schlüssel zu Konten, also weisen Sie sich aus, kurz bevor Sie sie lesen.</translation>
    </message>
    <message>
        <source>Enter the password</source>
        <translation>Passwort eingeben</translation>
    </message>
</context>
<context>
    <name>ListPanel</name>
    <message>
        <source>This list could not be loaded</source>
        <translation>Diese Liste konnte nicht geladen werden</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Asking the server</source>
        <translation>Der Server wird gefragt</translation>
    </message>
</context>
<context>
    <name>MailColumns</name>
    <message>
        <source>Written</source>
        <translation>Geschrieben</translation>
    </message>
    <message>
        <source>To</source>
        <translation>An</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>Wofür</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>Tries</source>
        <translation>Versuche</translation>
    </message>
</context>
<context>
    <name>MailPage</name>
    <message>
        <source>Mail</source>
        <translation>Mail</translation>
    </message>
    <message>
        <source>No mails yet</source>
        <translation>Noch keine Mails</translation>
    </message>
    <message>
        <source>Links to confirm an address or to set a new password are listed here, sent or not.</source>
        <translation>Links zum Bestätigen einer Adresse oder für ein neues Passwort stehen hier, verschickt oder nicht.</translation>
    </message>
    <message>
        <source>&amp;Copy the link</source>
        <translation>Link &amp;kopieren</translation>
    </message>
    <message>
        <source>&amp;Send again</source>
        <translation>Noch einmal &amp;senden</translation>
    </message>
    <message>
        <source>Show the &amp;person</source>
        <translation>&amp;Person zeigen</translation>
    </message>
    <message>
        <source>The mail to %1 is on its way again.</source>
        <translation>Die Mail an %1 ist wieder unterwegs.</translation>
    </message>
    <message>
        <source>The link is on the clipboard for %1 seconds. Give it to %2 and to nobody else.</source>
        <translation>Der Link liegt %1 Sekunden lang in der Zwischenablage. Geben Sie ihn %2 und niemandem sonst.</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>This server sends no mail: no mail server is configured. Mails stay here; hand each link on yourself. To let the server send them, set mail.url in its configuration.</source>
        <translation>Dieser Server verschickt keine Mails: Es ist kein Mailserver eingerichtet. Mails bleiben hier; geben Sie jeden Link selbst weiter. Damit der Server sie verschickt, setzen Sie mail.url in seiner Konfiguration.</translation>
    </message>
</context>
<context>
    <name>MailPane</name>
    <message>
        <source>Show the link as a QR code, for a phone</source>
        <translation>Link als QR-Code zeigen, für ein Telefon</translation>
    </message>
    <message>
        <source>Choose a mail to read it.</source>
        <translation>Wählen Sie eine Mail, um sie zu lesen.</translation>
    </message>
    <message>
        <source>Text of the mail</source>
        <translation>Text der Mail</translation>
    </message>
    <message>
        <source>QR code of the link</source>
        <translation>QR-Code des Links</translation>
    </message>
    <message>
        <source>To %1</source>
        <translation>An %1</translation>
    </message>
</context>
<context>
    <name>MailWords</name>
    <message>
        <source>Confirm the address</source>
        <translation>Adresse bestätigen</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>Neues Passwort</translation>
    </message>
    <message>
        <source>Confirm a new address</source>
        <translation>Neue Adresse bestätigen</translation>
    </message>
    <message>
        <source>Address about to change</source>
        <translation>Adresse soll sich ändern</translation>
    </message>
    <message>
        <source>Address changed</source>
        <translation>Adresse geändert</translation>
    </message>
    <message>
        <source>Password changed</source>
        <translation>Passwort geändert</translation>
    </message>
    <message>
        <source>Signed up again</source>
        <translation>Noch einmal registriert</translation>
    </message>
    <message>
        <source>Codes guessed</source>
        <translation>Codes geraten</translation>
    </message>
    <message>
        <source>New device</source>
        <translation>Neues Gerät</translation>
    </message>
    <message>
        <source>Two-factor changed</source>
        <translation>Zwei-Faktor geändert</translation>
    </message>
    <message>
        <source>Passkey changed</source>
        <translation>Passkey geändert</translation>
    </message>
    <message>
        <source>Connected account changed</source>
        <translation>Verbundenes Konto geändert</translation>
    </message>
    <message>
        <source>On its way: the server sends it in a moment.</source>
        <translation>Unterwegs: Der Server verschickt sie gleich.</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Verschickt</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Gescheitert</translation>
    </message>
    <message>
        <source>For you to hand on</source>
        <translation>Zum Weitergeben</translation>
    </message>
    <message>
        <source>Trying again</source>
        <translation>Neuer Versuch</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>The mail server took it at %1.</source>
        <translation>Der Mailserver hat sie angenommen: %1.</translation>
    </message>
    <message>
        <source>The mail server refused it: “%1”. Check the address, then send it again, or hand the link on yourself.</source>
        <translation>Der Mailserver hat sie abgelehnt: „%1“. Prüfen Sie die Adresse und senden Sie noch einmal, oder geben Sie den Link selbst weiter.</translation>
    </message>
    <message>
        <source>This server has no mail server, so mails stay here. Hand the link on yourself, to this person and to nobody else.</source>
        <translation>Dieser Server hat keinen Mailserver, also bleiben Mails hier. Geben Sie den Link selbst weiter, an diese Person und an niemanden sonst.</translation>
    </message>
    <message>
        <source>Two-factor switched on</source>
        <translation>Zweiter Faktor eingeschaltet</translation>
    </message>
    <message>
        <source>Two-factor switched off</source>
        <translation>Zweiter Faktor ausgeschaltet</translation>
    </message>
    <message>
        <source>Recovery code used</source>
        <translation>Wiederherstellungscode benutzt</translation>
    </message>
    <message>
        <source>The mail server did not take it yet: “%1”. Next try: %2.</source>
        <translation>Der Mailserver hat sie noch nicht angenommen: „%1“. Nächster Versuch: %2.</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Locked</source>
        <translation>Gesperrt</translation>
    </message>
    <message>
        <source>Disabled</source>
        <translation>Deaktiviert</translation>
    </message>
    <message>
        <source>No two-factor</source>
        <translation>Ohne zweiten Faktor</translation>
    </message>
    <message>
        <source>Failed today</source>
        <translation>Heute gescheitert</translation>
    </message>
    <message>
        <source>This session is not kept: it ends when you close the console.</source>
        <translation>Diese Sitzung wird nicht aufgehoben: Sie endet, wenn Sie die Konsole schließen.</translation>
    </message>
    <message>
        <source>● Connected</source>
        <translation>● Verbunden</translation>
    </message>
    <message>
        <source>○ Reconnecting …</source>
        <translation>○ Verbindung wird gesucht …</translation>
    </message>
    <message>
        <source>The server does not answer. What you see stays; the console tries again every few seconds.</source>
        <translation>Der Server antwortet nicht. Was Sie sehen, bleibt; die Konsole versucht es alle paar Sekunden wieder.</translation>
    </message>
    <message>
        <source>&amp;Server</source>
        <translation>&amp;Server</translation>
    </message>
    <message>
        <source>You are %1</source>
        <translation>Sie sind %1</translation>
    </message>
    <message>
        <source>&amp;Change server…</source>
        <translation>Server &amp;wechseln …</translation>
    </message>
    <message>
        <source>Sign &amp;out</source>
        <translation>&amp;Abmelden</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>S&amp;prache</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>%1, signed in as %2</source>
        <translation>%1, angemeldet als %2</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Go to…</source>
        <translation>&amp;Gehe zu …</translation>
    </message>
    <message>
        <source>&amp;Filter</source>
        <translation>&amp;Filter</translation>
    </message>
    <message>
        <source>&amp;Reload</source>
        <translation>&amp;Neu laden</translation>
    </message>
    <message>
        <source>&amp;Navigation</source>
        <translation>Na&amp;vigation</translation>
    </message>
    <message>
        <source>&amp;Details</source>
        <translation>&amp;Details</translation>
    </message>
    <message>
        <source>&amp;Appearance</source>
        <translation>&amp;Erscheinungsbild</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>Wie das &amp;System</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>&amp;About Gatehouse</source>
        <translation>&amp;Über Gatehouse</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>About Gatehouse</source>
        <translation>Über Gatehouse</translation>
    </message>
    <message>
        <source>&lt;h3&gt;Gatehouse %1&lt;/h3&gt;&lt;p&gt;The admin console of a local authentication server.&lt;/p&gt;&lt;p&gt;Free software under the GNU General Public License, version 3.&lt;/p&gt;</source>
        <translation>&lt;h3&gt;Gatehouse %1&lt;/h3&gt;&lt;p&gt;Die Verwaltungskonsole eines lokalen Anmeldeservers.&lt;/p&gt;&lt;p&gt;Freie Software unter der GNU General Public License, Version 3.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Gescheitert</translation>
    </message>
</context>
<context>
    <name>MethodPane</name>
    <message>
        <source>Nothing selected</source>
        <translation>Nichts ausgewählt</translation>
    </message>
    <message>
        <source>Select a way to sign in to see whether it works here.</source>
        <translation>Wählen Sie eine Anmeldeart, um zu sehen, ob sie hier funktioniert.</translation>
    </message>
    <message>
        <source>A test is running</source>
        <translation>Eine Prüfung läuft</translation>
    </message>
    <message>
        <source>Made for the name (RP ID)</source>
        <translation>Erstellt für den Namen (RP-ID)</translation>
    </message>
    <message>
        <source>Pages that may use them</source>
        <translation>Seiten, die sie benutzen dürfen</translation>
    </message>
    <message>
        <source>Issuer</source>
        <translation>Aussteller</translation>
    </message>
    <message>
        <source>Client ID</source>
        <translation>Client-ID</translation>
    </message>
    <message>
        <source>Callback addresses, to be registered at the provider</source>
        <translation>Rücksprungadressen, beim Anmeldedienst einzutragen</translation>
    </message>
    <message>
        <source>Addresses that it has checked</source>
        <translation>Adressen, die er geprüft hat</translation>
    </message>
    <message>
        <source>Linked accounts</source>
        <translation>Verbundene Konten</translation>
    </message>
    <message>
        <source>are trusted: whoever has the same one here is linked at the first sign-in</source>
        <translation>gelten: Wer hier dieselbe hat, wird bei der ersten Anmeldung verbunden</translation>
    </message>
    <message>
        <source>are not trusted: people link their accounts themselves</source>
        <translation>gelten nicht: Jeder verbindet sein Konto selbst</translation>
    </message>
</context>
<context>
    <name>MethodWords</name>
    <message>
        <source>Passkeys</source>
        <translation>Passkeys</translation>
    </message>
    <message>
        <source>A device&apos;s own lock</source>
        <translation>Gerätesperre</translation>
    </message>
    <message>
        <source>Not tested yet</source>
        <translation>Noch nicht geprüft</translation>
    </message>
    <message>
        <source>Answers as it should</source>
        <translation>Antwortet, wie er soll</translation>
    </message>
    <message>
        <source>Something is wrong</source>
        <translation>Etwas stimmt nicht</translation>
    </message>
    <message>
        <source>Work here</source>
        <translation>Funktionieren hier</translation>
    </message>
    <message>
        <source>Can&apos;t work here</source>
        <translation>Können hier nicht funktionieren</translation>
    </message>
    <message>
        <source>Test it to see whether people can sign in through it.</source>
        <translation>Prüfen Sie ihn, um zu sehen, ob man sich über ihn anmelden kann.</translation>
    </message>
    <message>
        <source>Passkeys work here.</source>
        <translation>Passkeys funktionieren hier.</translation>
    </message>
    <message>
        <source>Passkeys can&apos;t work here yet. This is in the way:</source>
        <translation>Passkeys können hier noch nicht funktionieren. Das steht im Weg:</translation>
    </message>
    <message>
        <source>Everything that can be tried without a person is right.</source>
        <translation>Alles, was sich ohne eine Person prüfen lässt, stimmt.</translation>
    </message>
    <message>
        <source>Nobody can sign in through it now. This is wrong:</source>
        <translation>Über ihn kann sich zurzeit niemand anmelden. Das stimmt nicht:</translation>
    </message>
</context>
<context>
    <name>MethodsModel</name>
    <message>
        <source>Method</source>
        <translation>Anmeldeart</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
</context>
<context>
    <name>MethodsPage</name>
    <message>
        <source>Sign-in methods</source>
        <translation>Anmeldearten</translation>
    </message>
    <message>
        <source>No methods</source>
        <translation>Keine Anmeldearten</translation>
    </message>
    <message>
        <source>This server offers the password alone.</source>
        <translation>Dieser Server bietet nur das Passwort an.</translation>
    </message>
    <message>
        <source>&amp;Test</source>
        <translation>&amp;Prüfen</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Asking %1 the way a sign-in does …</source>
        <translation>%1 wird gefragt, wie es eine Anmeldung tut …</translation>
    </message>
    <message>
        <source>%1 was not tested. %2</source>
        <translation>%1 wurde nicht geprüft. %2</translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>Close this notice (Esc)</source>
        <translation>Diese Meldung schließen (Esc)</translation>
    </message>
    <message>
        <source>Close this notice</source>
        <translation>Diese Meldung schließen</translation>
    </message>
</context>
<context>
    <name>OneTimeLink</name>
    <message>
        <source>Set-password link</source>
        <translation>Passwort-Link</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Give this link to %1 and to nobody else: whoever opens it first chooses the password. It works once, and it is shown only now.</source>
        <translation>Geben Sie diesen Link %1 und sonst niemandem: Wer ihn zuerst öffnet, wählt das Passwort. Er gilt einmal und wird nur jetzt gezeigt.</translation>
    </message>
</context>
<context>
    <name>PeoplePage</name>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Nobody is here yet</source>
        <translation>Noch ist niemand da</translation>
    </message>
    <message>
        <source>Create the first person, or let an application register them.</source>
        <translation>Legen Sie die erste Person an, oder lassen Sie eine Anwendung sie registrieren.</translation>
    </message>
    <message>
        <source>New person</source>
        <translation>Neue Person</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>&amp;New person…</source>
        <translation>&amp;Neue Person …</translation>
    </message>
    <message>
        <source>&amp;Disable</source>
        <translation>&amp;Deaktivieren</translation>
    </message>
    <message>
        <source>&amp;Enable</source>
        <translation>&amp;Aktivieren</translation>
    </message>
    <message>
        <source>&amp;Unlock</source>
        <translation>&amp;Entsperren</translation>
    </message>
    <message>
        <source>&amp;Verify address</source>
        <translation>Adresse &amp;bestätigen</translation>
    </message>
    <message>
        <source>Set-&amp;password link…</source>
        <translation>&amp;Passwort-Link …</translation>
    </message>
    <message>
        <source>Set up &amp;two-factor…</source>
        <translation>&amp;Zweiten Faktor einrichten …</translation>
    </message>
    <message>
        <source>&amp;Reset two-factor…</source>
        <translation>Zweiten Faktor zu&amp;rücksetzen …</translation>
    </message>
    <message>
        <source>De&amp;lete…</source>
        <translation>&amp;Löschen …</translation>
    </message>
    <message>
        <source>Nobody selected</source>
        <translation>Niemand ausgewählt</translation>
    </message>
    <message>
        <source>Select a person to see everything about them here.</source>
        <translation>Wählen Sie eine Person aus, um hier alles über sie zu sehen.</translation>
    </message>
    <message>
        <source>Loc&amp;k</source>
        <translation>&amp;Sperren</translation>
    </message>
    <message>
        <source>Show the &amp;mails</source>
        <translation>&amp;Mails zeigen</translation>
    </message>
    <message>
        <source>Your own account</source>
        <translation>Ihr eigenes Konto</translation>
    </message>
    <message>
        <source>This is the account that you are signed in with. You will be signed out at once, and another administrator has to let you in again.</source>
        <translation>Das ist das Konto, mit dem Sie angemeldet sind. Sie werden sofort abgemeldet, und ein anderer Administrator muss Sie wieder hereinlassen.</translation>
    </message>
    <message>
        <source>Shut me out</source>
        <translation>Mich aussperren</translation>
    </message>
</context>
<context>
    <name>ProfileTab</name>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>&amp;Email address</source>
        <translation>&amp;E-Mail-Adresse</translation>
    </message>
    <message>
        <source>&amp;User name</source>
        <translation>&amp;Benutzername</translation>
    </message>
    <message>
        <source>&amp;First name</source>
        <translation>&amp;Vorname</translation>
    </message>
    <message>
        <source>L&amp;ast name</source>
        <translation>N&amp;achname</translation>
    </message>
    <message>
        <source>Ad&amp;ministrator of this server</source>
        <translation>Ad&amp;ministrator dieses Servers</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Kennung</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Angelegt</translation>
    </message>
    <message>
        <source>&amp;Discard</source>
        <translation>Ver&amp;werfen</translation>
    </message>
    <message>
        <source>%1 was saved.</source>
        <translation>%1 wurde gespeichert.</translation>
    </message>
</context>
<context>
    <name>QrCode</name>
    <message>
        <source>QR code</source>
        <translation>QR-Code</translation>
    </message>
</context>
<context>
    <name>RecoverySheet</name>
    <message>
        <source>Made on %1.</source>
        <translation>Erstellt am %1.</translation>
    </message>
    <message>
        <source>Works until %1.</source>
        <translation>Gültig bis %1.</translation>
    </message>
    <message>
        <source>Keep this sheet where only you can find it.</source>
        <translation>Bewahren Sie dieses Blatt dort auf, wo nur Sie es finden.</translation>
    </message>
    <message>
        <source>Close without keeping it</source>
        <translation>Schließen, ohne es aufzuheben</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>&amp;Save…</source>
        <translation>&amp;Speichern …</translation>
    </message>
    <message>
        <source>&amp;Print a sheet…</source>
        <translation>Blatt &amp;drucken …</translation>
    </message>
    <message numerus="yes">
        <source>Copied. The clipboard will be emptied in %n second(s).</source>
        <translation>
            <numerusform>Kopiert. Die Zwischenablage wird in %n Sekunde geleert.</numerusform>
            <numerusform>Kopiert. Die Zwischenablage wird in %n Sekunden geleert.</numerusform>
        </translation>
    </message>
    <message>
        <source>Save the sheet</source>
        <translation>Blatt speichern</translation>
    </message>
    <message>
        <source>Text (*.txt);;PDF (*.pdf)</source>
        <translation>Text (*.txt);;PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Saved. Only you can read the file.</source>
        <translation>Gespeichert. Nur Sie können die Datei lesen.</translation>
    </message>
    <message>
        <source>The file could not be written. Choose another place.</source>
        <translation>Die Datei konnte nicht geschrieben werden. Wählen Sie einen anderen Ort.</translation>
    </message>
    <message>
        <source>Print a sheet</source>
        <translation>Blatt drucken</translation>
    </message>
    <message>
        <source>Sent to the printer.</source>
        <translation>An den Drucker geschickt.</translation>
    </message>
</context>
<context>
    <name>RevocationNotice</name>
    <message numerus="yes">
        <source>%n session(s) ended. Whoever used them is signed out.</source>
        <translation>
            <numerusform>%n Sitzung beendet. Wer sie benutzte, ist abgemeldet.</numerusform>
            <numerusform>%n Sitzungen beendet. Wer sie benutzte, ist abgemeldet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n session(s) ended, but not all. %1</source>
        <translation>
            <numerusform>%n Sitzung beendet, aber nicht alle. %1</numerusform>
            <numerusform>%n Sitzungen beendet, aber nicht alle. %1</numerusform>
        </translation>
    </message>
    <message>
        <source>No session was ended. %1</source>
        <translation>Keine Sitzung wurde beendet. %1</translation>
    </message>
</context>
<context>
    <name>SecretEdit</name>
    <message>
        <source>Hide</source>
        <translation>Verbergen</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Hide (Ctrl+H)</source>
        <translation>Verbergen (Strg+H)</translation>
    </message>
    <message>
        <source>Show (Ctrl+H)</source>
        <translation>Zeigen (Strg+H)</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
</context>
<context>
    <name>ServerStep</name>
    <message>
        <source>Which server?</source>
        <translation>Welcher Server?</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>&amp;Server address</source>
        <translation>&amp;Serveradresse</translation>
    </message>
    <message>
        <source>A name or an IP address, with the port if it is not 8420.</source>
        <translation>Ein Name oder eine IP-Adresse, mit dem Port, falls er nicht 8420 ist.</translation>
    </message>
    <message>
        <source>&amp;Used before</source>
        <translation>Schon &amp;benutzt</translation>
    </message>
    <message>
        <source>Servers that were used before</source>
        <translation>Schon benutzte Server</translation>
    </message>
    <message>
        <source>Forget this server</source>
        <translation>Diesen Server vergessen</translation>
    </message>
    <message>
        <source>%1 as %2</source>
        <translation>%1 als %2</translation>
    </message>
    <message>
        <source>This is not an address. Type a name such as “auth.example.com”, or an IP address.</source>
        <translation>Das ist keine Adresse. Geben Sie einen Namen wie „auth.example.com“ oder eine IP-Adresse ein.</translation>
    </message>
    <message>
        <source>This connection would not be encrypted: everyone on the way can read your password. Use https:// unless you trust every computer in between.</source>
        <translation>Diese Verbindung wäre nicht verschlüsselt: Jeder auf dem Weg kann Ihr Passwort lesen. Nehmen Sie https://, außer Sie vertrauen jedem Rechner dazwischen.</translation>
    </message>
</context>
<context>
    <name>SessionColumns</name>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>%1 – this console</source>
        <translation>%1 – diese Konsole</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Signed in with</source>
        <translation>Angemeldet mit</translation>
    </message>
    <message>
        <source>Ends by itself: %1</source>
        <translation>Endet von selbst: %1</translation>
    </message>
    <message>
        <source>Remembered</source>
        <translation>Gemerkt</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Ja</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Nein</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>Angemeldet</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>Zuletzt gesehen</translation>
    </message>
</context>
<context>
    <name>SessionsPage</name>
    <message>
        <source>Sessions</source>
        <translation>Sitzungen</translation>
    </message>
    <message>
        <source>Nobody is signed in</source>
        <translation>Niemand ist angemeldet</translation>
    </message>
    <message>
        <source>As soon as somebody signs in, the session is listed here.</source>
        <translation>Sobald sich jemand anmeldet, steht die Sitzung hier.</translation>
    </message>
    <message>
        <source>Show the person</source>
        <translation>Person zeigen</translation>
    </message>
    <message>
        <source>End the selected sessions</source>
        <translation>Ausgewählte Sitzungen beenden</translation>
    </message>
    <message numerus="yes">
        <source>End %n session(s)</source>
        <translation>
            <numerusform>%n Sitzung beenden</numerusform>
            <numerusform>%n Sitzungen beenden</numerusform>
        </translation>
    </message>
    <message>
        <source>End the session</source>
        <translation>Sitzung beenden</translation>
    </message>
    <message>
        <source>This is the session of this console. Sign out to end it.</source>
        <translation>Das ist die Sitzung dieser Konsole. Melden Sie sich ab, um sie zu beenden.</translation>
    </message>
</context>
<context>
    <name>SessionsPanel</name>
    <message>
        <source>Not signed in anywhere</source>
        <translation>Nirgends angemeldet</translation>
    </message>
    <message>
        <source>New sessions are listed here after a sign-in.</source>
        <translation>Neue Sitzungen stehen nach einer Anmeldung hier.</translation>
    </message>
    <message>
        <source>Sessions of this person</source>
        <translation>Sitzungen dieser Person</translation>
    </message>
    <message>
        <source>End the session</source>
        <translation>Sitzung beenden</translation>
    </message>
    <message>
        <source>End all</source>
        <translation>Alle beenden</translation>
    </message>
    <message>
        <source>Sign this person out everywhere</source>
        <translation>Diese Person überall abmelden</translation>
    </message>
    <message numerus="yes">
        <source>%n session(s)</source>
        <translation>
            <numerusform>%n Sitzung</numerusform>
            <numerusform>%n Sitzungen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SetUpStep</name>
    <message>
        <source>Set up your account</source>
        <translation>Ihr Konto einrichten</translation>
    </message>
    <message>
        <source>Set this password</source>
        <translation>Dieses Passwort setzen</translation>
    </message>
    <message>
        <source>The server printed a link when your account was made. It works once.</source>
        <translation>Der Server hat beim Anlegen Ihres Kontos einen Link ausgegeben. Er gilt einmal.</translation>
    </message>
    <message>
        <source>Set-up &amp;link</source>
        <translation>Einrichtungs-&amp;Link</translation>
    </message>
    <message>
        <source>New &amp;password</source>
        <translation>Neues &amp;Passwort</translation>
    </message>
    <message>
        <source>At least 8 characters. Several words in a row are easy to remember and hard to guess.</source>
        <translation>Mindestens 8 Zeichen. Mehrere Wörter hintereinander sind leicht zu merken und schwer zu erraten.</translation>
    </message>
    <message>
        <source>The password &amp;again</source>
        <translation>Das Passwort noch &amp;einmal</translation>
    </message>
    <message>
        <source>&amp;Back to signing in</source>
        <translation>&amp;Zurück zur Anmeldung</translation>
    </message>
    <message>
        <source>This is not a set-up link. Copy the whole line that the server printed.</source>
        <translation>Das ist kein Einrichtungs-Link. Kopieren Sie die ganze Zeile, die der Server ausgegeben hat.</translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Server %1 and your account</source>
        <translation>Server %1 und Ihr Konto</translation>
    </message>
    <message>
        <source>%1+</source>
        <translation>%1+</translation>
    </message>
    <message>
        <source>%1  ▾</source>
        <translation>%1  ▾</translation>
    </message>
</context>
<context>
    <name>SignInStep</name>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>&amp;Keep me signed in on this computer</source>
        <translation>Auf diesem Rechner angemeldet &amp;bleiben</translation>
    </message>
    <message>
        <source>&amp;Email address</source>
        <translation>&amp;E-Mail-Adresse</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>&amp;Passwort</translation>
    </message>
    <message>
        <source>The session is kept in the keyring of your system, never in a file of its own.</source>
        <translation>Die Sitzung liegt im Schlüsselbund Ihres Systems, nie in einer eigenen Datei.</translation>
    </message>
    <message>
        <source>I have a set-&amp;up link</source>
        <translation>Ich habe einen &amp;Einrichtungs-Link</translation>
    </message>
    <message>
        <source>Use &amp;another server</source>
        <translation>&amp;Anderen Server nehmen</translation>
    </message>
    <message>
        <source>Sign in to %1</source>
        <translation>Bei %1 anmelden</translation>
    </message>
    <message>
        <source>%1, Gatehouse %2</source>
        <translation>%1, Gatehouse %2</translation>
    </message>
    <message>
        <source>This connection is not encrypted. Everyone on the way to the server can read your password.</source>
        <translation>Diese Verbindung ist nicht verschlüsselt. Jeder auf dem Weg zum Server kann Ihr Passwort lesen.</translation>
    </message>
    <message>
        <source>The keyring says: %1</source>
        <translation>Der Schlüsselbund meldet: %1</translation>
    </message>
    <message>
        <source>There is no keyring to keep your session in, so it ends when you close the console. Start the keyring of your desktop to stay signed in.</source>
        <translation>Es gibt keinen Schlüsselbund für Ihre Sitzung, deshalb endet sie, wenn Sie die Konsole schließen. Starten Sie den Schlüsselbund Ihres Desktops, um angemeldet zu bleiben.</translation>
    </message>
</context>
<context>
    <name>SignInTab</name>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Two-factor</source>
        <translation>Zweiter Faktor</translation>
    </message>
    <message>
        <source>Passkeys</source>
        <translation>Passkeys</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Sperre</translation>
    </message>
    <message>
        <source>Wrong tries</source>
        <translation>Falsche Versuche</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>Zuletzt gesehen</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>set</source>
        <translation>gesetzt</translation>
    </message>
    <message>
        <source>not set yet</source>
        <translation>noch nicht gesetzt</translation>
    </message>
    <message>
        <source>Set-password link…</source>
        <translation>Passwort-Link …</translation>
    </message>
    <message>
        <source>◉ on</source>
        <translation>◉ an</translation>
    </message>
    <message>
        <source>Reset…</source>
        <translation>Zurücksetzen …</translation>
    </message>
    <message>
        <source>○ off</source>
        <translation>○ aus</translation>
    </message>
    <message>
        <source>Set up…</source>
        <translation>Einrichten …</translation>
    </message>
    <message>
        <source>verified</source>
        <translation>bestätigt</translation>
    </message>
    <message>
        <source>not verified</source>
        <translation>nicht bestätigt</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>Bestätigen</translation>
    </message>
    <message>
        <source>not locked</source>
        <translation>nicht gesperrt</translation>
    </message>
    <message>
        <source>locked %1</source>
        <translation>gesperrt %1</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Entsperren</translation>
    </message>
    <message>
        <source>no wait</source>
        <translation>keine Wartezeit</translation>
    </message>
    <message>
        <source>has to wait until %1</source>
        <translation>muss bis %1 warten</translation>
    </message>
    <message>
        <source>End the wait</source>
        <translation>Wartezeit beenden</translation>
    </message>
    <message>
        <source>Lock now</source>
        <translation>Jetzt sperren</translation>
    </message>
</context>
<context>
    <name>Step</name>
    <message>
        <source>Asking the server …</source>
        <translation>Der Server wird gefragt …</translation>
    </message>
</context>
<context>
    <name>TotpDialog</name>
    <message>
        <source>Two-factor for %1</source>
        <translation>Zweiter Faktor für %1</translation>
    </message>
    <message>
        <source>Close without keeping the codes</source>
        <translation>Schließen, ohne die Codes aufzuheben</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Making a new secret</source>
        <translation>Ein neues Geheimnis wird erzeugt</translation>
    </message>
    <message>
        <source>The code will be here in a moment.</source>
        <translation>Der Code ist gleich da.</translation>
    </message>
    <message>
        <source>The address is not verified yet</source>
        <translation>Die Adresse ist noch nicht bestätigt</translation>
    </message>
    <message>
        <source>Two-factor needs a verified address. If you know that %1 belongs to %2, you can mark it as verified.</source>
        <translation>Der zweite Faktor braucht eine bestätigte Adresse. Wenn Sie wissen, dass %1 zu %2 gehört, können Sie sie als bestätigt markieren.</translation>
    </message>
    <message>
        <source>Mark as verified and go on</source>
        <translation>Als bestätigt markieren und weiter</translation>
    </message>
    <message>
        <source>Two-factor could not be set up</source>
        <translation>Der zweite Faktor konnte nicht eingerichtet werden</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>The code was not checked. Enter the next one.</source>
        <translation>Der Code wurde nicht geprüft. Geben Sie den nächsten ein.</translation>
    </message>
    <message>
        <source>Recovery codes</source>
        <translation>Wiederherstellungscodes</translation>
    </message>
    <message>
        <source>Two-factor is on. Each of these codes signs in once in place of the phone. They are shown only now: hand them over or keep them safe.</source>
        <translation>Der zweite Faktor ist an. Jeder dieser Codes meldet einmal an Stelle des Telefons an. Sie werden nur jetzt gezeigt: Geben Sie sie weiter, oder verwahren Sie sie sicher.</translation>
    </message>
    <message>
        <source>The QR code was hidden after 90 seconds and does not count. Start again when the phone is at hand.</source>
        <translation>Der QR-Code wurde nach 90 Sekunden verborgen und gilt nicht. Beginnen Sie noch einmal, wenn das Telefon zur Hand ist.</translation>
    </message>
</context>
<context>
    <name>TotpScanPage</name>
    <message>
        <source>The secret was copied. The clipboard will be emptied in 30 seconds.</source>
        <translation>Das Geheimnis wurde kopiert. Die Zwischenablage wird in 30 Sekunden geleert.</translation>
    </message>
    <message>
        <source>QR code to scan with an authenticator app</source>
        <translation>QR-Code zum Scannen mit einer Authenticator-App</translation>
    </message>
    <message>
        <source>&amp;Secret:</source>
        <translation>&amp;Geheimnis:</translation>
    </message>
    <message>
        <source>&amp;Code from the app:</source>
        <translation>&amp;Code aus der App:</translation>
    </message>
    <message>
        <source>Scan the code with an authenticator app, or type the secret into it. Then enter the six digits that it shows.</source>
        <translation>Scannen Sie den Code mit einer Authenticator-App, oder tippen Sie das Geheimnis dort ein. Geben Sie dann die sechs Ziffern ein, die sie zeigt.</translation>
    </message>
    <message>
        <source>Checking the code.</source>
        <translation>Der Code wird geprüft.</translation>
    </message>
    <message>
        <source>The clock of that phone is %1 ahead. Let the phone set its clock by itself, then enter a new code.</source>
        <extracomment>%1 is a span of time such as &quot;3 minutes&quot;</extracomment>
        <translation>Die Uhr dieses Telefons geht %1 vor. Lassen Sie das Telefon die Zeit automatisch stellen, und geben Sie dann einen neuen Code ein.</translation>
    </message>
    <message>
        <source>The clock of that phone is %1 behind. Let the phone set its clock by itself, then enter a new code.</source>
        <translation>Die Uhr dieses Telefons geht %1 nach. Lassen Sie das Telefon die Zeit automatisch stellen, und geben Sie dann einen neuen Code ein.</translation>
    </message>
</context>
<context>
    <name>cells</name>
    <message>
        <source>Phone</source>
        <translation>Telefon</translation>
    </message>
    <message>
        <source>Tablet</source>
        <translation>Tablet</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programm</translation>
    </message>
    <message>
        <source>Computer</source>
        <translation>Computer</translation>
    </message>
    <message>
        <source>Unknown device</source>
        <translation>Unbekanntes Gerät</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>signinwords</name>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation>Wiederherstellungscode</translation>
    </message>
    <message>
        <source>Passkey</source>
        <translation>Passkey</translation>
    </message>
    <message>
        <source>Wrong password</source>
        <translation>Falsches Passwort</translation>
    </message>
    <message>
        <source>Wrong code</source>
        <translation>Falscher Code</translation>
    </message>
    <message>
        <source>Account is disabled</source>
        <translation>Konto ist deaktiviert</translation>
    </message>
    <message>
        <source>Account is locked</source>
        <translation>Konto ist gesperrt</translation>
    </message>
    <message>
        <source>Address is not verified</source>
        <translation>Adresse ist nicht bestätigt</translation>
    </message>
    <message>
        <source>Passkey not accepted</source>
        <translation>Passkey nicht angenommen</translation>
    </message>
</context>
<context>
    <name>timetext</name>
    <message>
        <source>just now</source>
        <translation>gerade eben</translation>
    </message>
    <message numerus="yes">
        <source>%n min ago</source>
        <translation>
            <numerusform>vor %n Min.</numerusform>
            <numerusform>vor %n Min.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n h ago</source>
        <translation>
            <numerusform>vor %n Std.</numerusform>
            <numerusform>vor %n Std.</numerusform>
        </translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>gestern</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) ago</source>
        <translation>
            <numerusform>vor %n Tag</numerusform>
            <numerusform>vor %n Tagen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n min</source>
        <translation>
            <numerusform>in %n Min.</numerusform>
            <numerusform>in %n Min.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n h</source>
        <translation>
            <numerusform>in %n Std.</numerusform>
            <numerusform>in %n Std.</numerusform>
        </translation>
    </message>
    <message>
        <source>tomorrow</source>
        <translation>morgen</translation>
    </message>
    <message numerus="yes">
        <source>in %n day(s)</source>
        <translation>
            <numerusform>in %n Tag</numerusform>
            <numerusform>in %n Tagen</numerusform>
        </translation>
    </message>
    <message>
        <source>d MMM</source>
        <extracomment>The day and the short month of this year, as QDate::toString() takes it</extracomment>
        <translation>d. MMM</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <extracomment>The day, the short month and the year, as QDate::toString() takes it</extracomment>
        <translation>d. MMM yyyy</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n Sekunde</numerusform>
            <numerusform>%n Sekunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n Minute</numerusform>
            <numerusform>%n Minuten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n Stunde</numerusform>
            <numerusform>%n Stunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n Tag</numerusform>
            <numerusform>%n Tage</numerusform>
        </translation>
    </message>
</context>
</TS>
