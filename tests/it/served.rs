//! A case with articles made by hand, and the page served over it: started for a test, ended with it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::Duration;

use rapporteur::position::{
    Conduct, Expectation, Meeting, MeetingStatus, Outcome, OutcomeResult, Position, Reading, Shift,
    Stance, Talks, Venue,
};
use rapporteur::record::{Incoming, Record};

use crate::handmade::harbour;
use crate::hostile::{ATTACKS, attacked};
use crate::project::rapporteur;

/// A served case; the process ends when this goes.
pub struct Served {
    child: Child,
    /// Address without the slash at its end, as the program printed it.
    pub address: String,
    /// `127.0.0.1:PORT`.
    pub host: String,
    /// The case's folder.
    pub folder: tempfile::TempDir,
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What a case and an article must not be able to do, in fields that hold addresses and names.
const HOSTILE_CASE: &str = "name = '<script>alert(2)</script>\"><img src=x onerror=alert(2)>'\n\
    [[party]]\nslug = 'ostravia'\nname = '<svg/onload=alert(3)>'\n";

/// Returns a reading with an attack in every field that an article fills, also those of the talks.
fn attacked_everywhere(with: &str) -> Reading {
    let mut reading = attacked(with);
    let evidence = reading.statements[0].attribution.content[0];
    reading.document.metadata.url = Some(format!("javascript:alert(4)//{with}"));
    let (words, date) = (|| with.to_owned(), Some(jiff::civil::date(2031, 1, 5)));
    reading.talks = Talks {
        positions: [Venue::Public, Venue::Private]
            .map(|venue| Position {
                party: words(),
                issue: words(),
                option: Some(words()),
                stance: if venue == Venue::Public {
                    Stance::RulesOut
                } else {
                    Stance::Open
                },
                venue,
                voucher: if venue == Venue::Public {
                    "self".into()
                } else {
                    words()
                },
                evidence,
                attribution: Some(0),
                date,
            })
            .to_vec(),
        meetings: vec![Meeting {
            start: date,
            end: date,
            place: Some(words()),
            format: None,
            parties: vec![words(), "ostravia".into()],
            participants: vec![words()],
            status: MeetingStatus::Held,
            evidence,
        }],
        outcomes: vec![Outcome {
            issue: words(),
            result: OutcomeResult::NotAgreed,
            evidence,
        }],
        shifts: vec![Shift {
            party: words(),
            issue: words(),
            from: Some(words()),
            to: Some(words()),
            by: Some(0),
            evidence,
        }],
        conduct: vec![Conduct {
            party: Some(words()),
            what: words(),
            date,
            place: Some(words()),
            evidence,
        }],
        expectations: vec![Expectation {
            what: words(),
            due: Some(jiff::civil::date(2032, 1, 1)),
            by: None,
            evidence,
        }],
    };
    reading
}

/// Makes a case of one harmless article and hostile ones; the case itself is hostile too.
pub fn make_case(folder: &Path) {
    std::fs::write(folder.join("case.toml"), HOSTILE_CASE).unwrap();
    let mut record = Record::open(&folder.join("record.db")).unwrap();
    let mut batch = vec![Incoming::Read(Box::new(harbour()))];
    for attack in ATTACKS {
        batch.push(Incoming::Read(Box::new(attacked_everywhere(attack))));
    }
    record.add(&batch, "2031-03-15T08:00:00Z").unwrap();
}

/// Serves a case of articles made by hand, with further arguments.
pub fn served(arguments: &[&str]) -> Served {
    let folder = tempfile::tempdir().unwrap();
    make_case(folder.path());
    serve(folder, arguments)
}

/// Serves the invented negotiation of the examples; `None` without a model to read it.
pub fn served_harbour() -> Option<Served> {
    let built = crate::harbour::built()?;
    let folder = tempfile::tempdir().unwrap();
    for file in ["case.toml", "record.db", "record.db-wal"] {
        let from = built.join(file);
        if from.exists() {
            std::fs::copy(from, folder.path().join(file)).unwrap();
        }
    }
    Some(serve(folder, &["--port", "0"]))
}

fn serve(folder: tempfile::TempDir, arguments: &[&str]) -> Served {
    let mut child = rapporteur()
        .arg("serve")
        .arg("--case")
        .arg(folder.path())
        .args(arguments)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap())
        .read_line(&mut line)
        .unwrap();
    let address = line.trim().to_owned();
    let host = address
        .trim_start_matches("http://")
        .split('/')
        .next()
        .unwrap()
        .to_owned();
    Served {
        child,
        address,
        host,
        folder,
    }
}

/// An answer.
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Answer {
    /// Returns a header's value.
    pub fn header(&self, name: &str) -> Option<&str> {
        let line = |l: &&str| {
            l.split_once(':')
                .is_some_and(|(n, _)| n.eq_ignore_ascii_case(name))
        };
        self.head
            .lines()
            .find(line)?
            .split_once(": ")
            .map(|(_, v)| v)
    }
}

impl Served {
    /// Asks for a path.
    pub fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[], "")
    }

    /// Sends a form from the page itself, as a person.
    pub fn send(&self, path: &str, form: &str, who: &str) -> Answer {
        let origin = format!("http://{}", self.host);
        let cookie = format!("rapporteur_name={who}");
        let kind = "application/x-www-form-urlencoded";
        self.ask(
            "POST",
            path,
            &[
                ("Origin", &origin),
                ("Cookie", &cookie),
                ("Content-Type", kind),
            ],
            form,
        )
    }

    /// Sends a request with headers; `Host` is the page's own unless given.
    pub fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let mut request = format!("{method} {path} HTTP/1.1\r\nConnection: close\r\n");
        if headers.iter().all(|(name, _)| *name != "Host") {
            request.push_str(&format!("Host: {}\r\n", self.host));
        }
        if !body.is_empty() {
            request.push_str(&format!("Content-Length: {}\r\n", body.len()));
        }
        for (name, value) in headers {
            request.push_str(&format!("{name}: {value}\r\n"));
        }
        self.raw(&format!("{request}\r\n{body}"))
    }

    /// Sends bytes as they are and returns what comes until the other side closes.
    pub fn raw(&self, request: &str) -> Answer {
        let port = self.host.rsplit(':').next().unwrap();
        let mut stream = TcpStream::connect(format!("127.0.0.1:{port}")).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(120)))
            .unwrap();
        // A refused request may be answered before it is read to its end.
        let _ = stream.write_all(request.as_bytes());
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        Answer {
            status: head
                .split(' ')
                .nth(1)
                .and_then(|s| s.parse().ok())
                .unwrap_or(0),
            head: head.replace("\r\n", "\n"),
            body: body.into(),
        }
    }
}
