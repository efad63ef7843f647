# Wie ein Ereignis von Stripe in dieses Fenster kommt, und bis wann keines fehlt.

connection-title = Verbindung
connection-reopen = Tunnel neu starten
connection-chain = Von Stripe bis in dieses Fenster
connection-elsewhere = { $count ->
    [one] Countertop empfängt die Zahlungen dieses Kontos auch auf einem anderen Computer: { $names }.
   *[other] Countertop empfängt die Zahlungen dieses Kontos auch auf anderen Computern: { $names }.
}
connection-complete-through = Vollständig bis
connection-reach = Wie Stripe diesen Computer erreicht
connection-history = Verlauf
connection-loading = Die Verbindung wird geladen

## Von Hand nachholen

connection-catch-up = Jetzt nachholen
connection-read-again = Einen Zeitraum neu einlesen
connection-read-again-hour = Letzte Stunde neu einlesen
connection-read-again-day = Letzten Tag neu einlesen
connection-read-again-7-days = Letzte 7 Tage neu einlesen
connection-read-again-30-days = Letzte 30 Tage neu einlesen

## Bis wann nichts fehlt, und wie der letzte Tag war

connection-unknown-yet = Noch nicht bekannt
connection-missing = { $count ->
    [one] Danach fehlt { $count } Ereignis aus Stripes Liste.
   *[other] Danach fehlen { $count } Ereignisse aus Stripes Liste.
}
connection-nothing-missing = Bis dahin steht jedes Ereignis aus Stripes Liste im Kassenbuch.
connection-asking = Stripe wird gerade gefragt.
connection-reading = { $count ->
    [one] Stripes Liste wird gelesen: bisher { $count } Ereignis.
   *[other] Stripes Liste wird gelesen: bisher { $count } Ereignisse.
}
connection-compared = Mit Stripe abgeglichen: { $time }.
connection-next-try = Nächster Versuch: { $time }.
connection-now = Jetzt
connection-absence = { $from }–{ $to } { $why }
connection-absence-caught-up = { $from }–{ $to } { $why }, { $count } nachgeholt
connection-absence-asleep = im Ruhezustand
connection-absence-offline = ohne Netz
connection-absence-stopped = Countertop war geschlossen
connection-absence-unreached = der Tunnel war unterbrochen
connection-by-webhook = Per Webhook
connection-by-webhook-count = { $count } in den letzten 24 Stunden
connection-by-catch-up = Nachgeholt
connection-by-catch-up-count = { $count } ohne Webhook
connection-missing-name = Es fehlen
connection-unlisted = Nicht in der Liste
connection-unlisted-count = { $count } nur per Webhook
connection-gap = Vom { $from } bis zum { $to } sagt Stripes Liste nichts mehr: Sie reicht 30 Tage zurück. Importieren Sie diese Zeit unten im Verlauf.

## Die Glieder der Kette: wie sie heißen und wie es um sie steht

connection-step-good = Geht
connection-step-waiting = Wartet
connection-step-bad = Geht nicht
connection-key = Stripe-Schlüssel
connection-key-untried = In den Einstellungen lassen sich seine Berechtigungen prüfen.
connection-practice = Er ist auf diesem Computer, also liegt nichts zwischen ihm und dem Empfänger.
connection-receiver = Empfänger
connection-receiver-receives = { $address }, { $accepted } angenommen, { $refused } abgelehnt, seit Countertop geöffnet ist.
connection-clock = Uhr
connection-clock-unknown = Noch nicht mit der Uhr von Stripe verglichen.
connection-clock-fine = Sie stimmt mit der von Stripe überein.
connection-clock-behind = Die Uhr dieses Computers geht gegenüber Stripe { $far } nach
connection-clock-ahead = Die Uhr dieses Computers geht gegenüber Stripe { $far } vor
connection-clock-off = { $clock }. Lassen Sie das System sie nach dem Netz stellen.
connection-clock-harmful = { $clock }. Deshalb scheinen Webhooks aus einer anderen Zeit zu sein und werden beiseitegelegt. Lassen Sie das System sie nach dem Netz stellen.
connection-ledger = Kassenbuch
connection-ledger-unsaved = { $count ->
    [one] { $count } Ereignis, noch keine Sicherung.
   *[other] { $count } Ereignisse, noch keine Sicherung.
}
connection-ledger-saved = { $count ->
    [one] { $count } Ereignis, letzte Sicherung { $ago }.
   *[other] { $count } Ereignisse, letzte Sicherung { $ago }.
}
connection-endpoint = Webhook-Endpunkt
connection-endpoint-waiting = Er wird bei Stripe angemeldet, sobald der Tunnel offen ist.
connection-endpoint-at-work = Von Countertop angemeldet, in Betrieb seit { $time }.
connection-tunnel-off = Nichts erreicht diesen Computer. Countertop fragt Stripe, was es Neues gibt: alle 10 Sekunden, solange man es sieht, sonst jede Minute.
connection-tunnel-starting = Wird seit { $time } geöffnet.
connection-tunnel-up = Offen seit { $time }.
connection-tunnel-up-at = Offen seit { $time } unter { $url }.
connection-tunnel-down = Unterbrochen seit { $time }.
connection-tunnel-proven = Eine Anfrage dorthin kam nach { $trip } hier an: { $time }.

## Der Tunnel in wenigen Worten, für die Statusleiste

connection-line = Tunnel: { $way }
connection-line-starting = Tunnel: { $way }, wird geöffnet
connection-line-down = Tunnel: { $way } gestört, neuer Versuch { $time }
connection-line-down-trying = Tunnel: { $way } gestört, neuer Versuch läuft
connection-line-undelivered = Tunnel: { $way }, aber Stripe stellt nicht zu
connection-line-astray = Tunnel: { $way }, führt aber nicht hierher
connection-short-catch-up-only = keiner, Stripe wird gefragt
connection-short-cloudflared-named = cloudflared
connection-short-cloudflared-quick = cloudflared, schnell
connection-short-fixed-url = eigene URL
connection-short-ngrok = ngrok
connection-short-ssh = ssh
connection-short-stripe-cli = Stripe CLI

## Was um den Computer herum geschah, und was daraus wurde: zwei Hälften eines Satzes

connection-incident = { $begun }: { $ended }
connection-incident-woke = Schlief { $away }, wach seit { $time }
connection-incident-clock-back = Die Uhr wurde um { $far } zurückgestellt, { $time }
connection-incident-clock-forward = Die Uhr wurde um { $far } vorgestellt, { $time }
connection-incident-network-lost = Kein Netz seit { $time }
connection-incident-network-back = Wieder Netz seit { $time }
connection-incident-other-network = Anderes Netz seit { $time }
connection-incident-way-back = Der Tunnel war { $shut } unterbrochen, bis { $time }
connection-stage-waiting = Countertop wartet auf das Netz.
connection-stage-opening = der Tunnel wird neu geöffnet.
connection-stage-catching-up = { $count ->
    [0] es wird nachgeholt.
    [one] es wird nachgeholt, bisher { $count } Ereignis.
   *[other] es wird nachgeholt, bisher { $count } Ereignisse.
}
connection-stage-stuck = Nachholen geht noch nicht, { $why }
connection-stage-done = { $count ->
    [0] nichts verpasst.
    [one] { $count } Ereignis nachgeholt, nichts fehlt.
   *[other] { $count } Ereignisse nachgeholt, nichts fehlt.
}

## Zustellungen, die spät oder nie kamen

connection-late = Zustellungen, die spät oder nie kamen
connection-late-what = { $count ->
    [one] Das Ereignis steht trotzdem im Kassenbuch: Was kein Webhook brachte, wurde nachgeholt.
   *[other] Alle diese Ereignisse stehen trotzdem im Kassenbuch: Was kein Webhook brachte, wurde nachgeholt.
}
connection-late-happened = Geschehen
connection-late-event = Ereignis
connection-late-webhook = Webhook
connection-late-why = Grund
connection-late-never = Nie
connection-late-by = { $stretch } zu spät
connection-late-more = Und davor { $count }, in den letzten drei Tagen.
connection-late-notice = { $count ->
    [one] { $count } Zustellung kam spät oder nie
   *[other] { $count } Zustellungen kamen spät oder nie
}
connection-cause-asleep = Dieser Computer war im Ruhezustand.
connection-cause-offline = Dieser Computer hatte kein Netz.
connection-cause-not-running = Countertop war geschlossen.
connection-cause-unreached = Der Tunnel war unterbrochen.
connection-cause-secret-refused = Sie war mit einem anderen Signaturgeheimnis unterschrieben. Das kommt vor, wenn es bei Stripe erneuert wurde.
connection-cause-clock-wrong = Eine Uhr ging falsch, deshalb schien die Signatur aus einer anderen Zeit zu sein.
connection-cause-not-recorded = Das Kassenbuch ließ sich da nicht schreiben. Warum, steht unter „Zustand“.
connection-cause-unknown = Hier nicht bekannt. Das Stripe-Dashboard zeigt, was aus den Zustellungen wurde.

## Die Wahl eines Weges

connection-way-catch-up-only = Stripe fragen, ohne Tunnel
connection-way-cloudflared-named = cloudflared, ein Tunnel Ihres Kontos
connection-way-cloudflared-quick = cloudflared, ein schneller Tunnel
connection-way-fixed-url = Eine öffentliche URL, die Sie schon haben
connection-way-ngrok = ngrok
connection-way-ssh = ssh zu Ihrem eigenen Server
connection-way-stripe-cli = Die Stripe CLI
connection-way-advised = Empfohlen
connection-way-development = Zum Ausprobieren
connection-program-lacking = { $name } ist nicht installiert.
connection-program-installed = { $name } ist installiert.
connection-program-version = Installiert: { $version }.
connection-choose = Diesen Weg nehmen
connection-chosen = Gewählt. Wie es läuft, steht oben.

## Was ein Weg wissen muss

connection-destination = Server
connection-destination-hint = host oder user@host. ssh muss mit einem Schlüssel hineinkommen, ohne Rückfrage.
connection-url = Öffentliche URL
connection-url-hint-ssh = Wo Stripe Ihren Server findet, etwa https://shop.example/webhook.
connection-url-hint-fixed-url = Ihr Proxy leitet sie an die Adresse des Empfängers weiter, die unter „Zustand“ steht.
connection-url-hint-cloudflared-named = Der öffentliche Hostname, den Sie dem Tunnel bei Cloudflare gegeben haben.
connection-url-hint-ngrok = Ihre Domain bei ngrok. Bleibt das Feld leer, wählt ngrok eine.
connection-name = Name des Tunnels auf diesem Computer
connection-name-hint = Oder leer lassen und das Token einfügen.
connection-token = Token
connection-token-hint = Aus dem Cloudflare-Dashboard. Es wird nicht wieder gezeigt.
connection-far-port = Port auf dem Server
connection-far-port-hint = Bleibt das Feld leer, wählt der Server einen.
connection-port = Port von ssh
connection-identity = Datei des privaten Schlüssels
connection-ssh-hint = Bleibt das Feld leer, gilt die Konfiguration von ssh.
connection-no-port = Ein Port ist eine Zahl von 1 bis 65535.
