//! Exports read by libraries that nobody here wrote: networks, columns, calendars; and brat's offsets counted anew.

use std::path::Path;
use std::process::Command;

use rapporteur::document::{CharOffsets, CharSpan};
use serde_json::Value;

use crate::filled::{corrected, export, filled, gazette};
use crate::handmade::harbour;
use crate::project::Ran;

/// Runs a Python program; `None`, with a message, where Python lacks the library.
fn python(library: &str, program: &str, path: &Path) -> Option<Value> {
    let import = format!("import {library}");
    let has = |python: &&String| {
        let ran = Command::new(python).args(["-c", &import]).output();
        ran.is_ok_and(|o| o.status.success())
    };
    // The first in the path may be another than the system's, which has the system's libraries; PYTHON names a further
    // one, of a virtual environment say.
    let pythons = ["python3", "/usr/bin/python3"].map(str::to_owned);
    let pythons: Vec<String> = std::env::var("PYTHON").into_iter().chain(pythons).collect();
    let Some(python) = pythons.iter().find(has) else {
        let needed = std::env::var("PYTHON_LIBRARIES").unwrap_or_default();
        assert!(
            !needed.contains(library),
            "python3 has no {library}, which these tests need here"
        );
        eprintln!("skipped: python3 has no {library}");
        return None;
    };
    let run = Command::new(python)
        .args(["-c", program])
        .arg(path)
        .output();
    let run = Ran::of(run.unwrap()).ended(0);
    Some(serde_json::from_str(&run.out).unwrap())
}

const NETWORKS: &str = "
import json, sys
import networkx as nx
path = sys.argv[1]
g = nx.read_gexf(path) if 'gexf' in path else nx.read_graphml(path)
edges = [dict(d, source=str(a), target=str(b)) for a, b, d in g.edges(data=True)]
print(json.dumps({'directed': g.is_directed(), 'nodes': {str(n): d for n, d in g.nodes(data=True)}, 'edges': edges}))
";

#[test]
fn networkx_reads_the_networks() {
    let folder = tempfile::tempdir().unwrap();
    let case = filled(folder.path());
    for format in ["graphml", "gexf"] {
        let path = export(&case, format, &[]);
        let Some(graph) = python("networkx", NETWORKS, &path) else {
            return;
        };
        assert_eq!(graph["directed"], true);
        assert_eq!(graph["nodes"]["party:sudmark"]["label"], "sudmark");
        assert_eq!(graph["nodes"]["issue:patrols"]["kind"], "issue");
        let edges = graph["edges"].as_array().unwrap();
        let tie = |party: &str| {
            let party = format!("party:{party}");
            let tie = edges
                .iter()
                .find(|e| e["source"] == *party && e["target"] == "issue:patrols");
            tie.unwrap_or_else(|| panic!("{party}: {graph}"))
        };
        assert_eq!(tie("norland")["stance"], "rules_out");
        assert_eq!(tie("sudmark")["stance"], "opposes");
        assert_eq!(tie("sudmark")["venue"], "public");
        assert_eq!(tie("sudmark")["weight"].as_f64(), Some(1.0));
        assert_eq!(tie("sudmark")["last"], "2031-03-17");

        let path = export(&case, format, &["--network", "congruence"]);
        let Some(graph) = python("networkx", NETWORKS, &path) else {
            return;
        };
        assert_eq!(graph["directed"], false);
        let edges = graph["edges"].as_array().unwrap();
        let agree = edges
            .iter()
            .find(|e| e["agree"] == "patrols: shared patrols")
            .unwrap();
        let mut ends = [
            agree["source"].as_str().unwrap(),
            agree["target"].as_str().unwrap(),
        ];
        ends.sort_unstable();
        assert_eq!(ends, ["party:norland", "party:sudmark"]);
        assert!(graph["nodes"].get("party:ostravia").is_some());
    }
}

const COLUMNS: &str = "
import csv, json, sys
import pyarrow.parquet as pq
folder = sys.argv[1]
rows, types, parts = 0, {}, []
for name in ('statements', 'positions'):
    table = pq.read_table(f'{folder}/{name}.parquet')
    types[name] = {f.name: str(f.type) for f in table.schema}
    with open(f'{folder}/{name}.csv', newline='', encoding='utf8') as file:
        lines = list(csv.DictReader(file))
    assert len(lines) == table.num_rows, name
    for line, row in zip(lines, table.to_pylist()):
        rows += 1
        for key, cell in line.items():
            value = row[key]
            same = abs(float(cell) - value) < 1e-6 if isinstance(value, float) else cell == ('' if value is None else str(value))
            if not same:
                parts.append([name, key, cell, str(value)])
print(json.dumps({'rows': rows, 'types': types, 'differ': parts}))
";

#[test]
fn pyarrow_reads_the_columns_that_csv_has() {
    let folder = tempfile::tempdir().unwrap();
    let case = filled(folder.path());
    let columns = export(&case, "parquet", &[]);
    let tables = export(&case, "csv", &[]);
    for name in ["statements.csv", "positions.csv"] {
        std::fs::copy(tables.join(name), columns.join(name)).unwrap();
    }
    let Some(read) = python("pyarrow", COLUMNS, &columns) else {
        return;
    };
    assert!(read["rows"].as_u64().unwrap() > 4, "{read}");
    assert_eq!(read["differ"], serde_json::json!([]));
    assert_eq!(read["types"]["positions"]["date"], "date32[day]");
    assert_eq!(read["types"]["statements"]["confidence"], "double");
}

#[test]
fn networks_say_what_their_data_are() {
    let folder = tempfile::tempdir().unwrap();
    let case = filled(folder.path());
    let file = std::fs::read_to_string(export(&case, "graphml", &[])).unwrap();
    let mut reader = quick_xml::Reader::from_str(&file);
    let (mut keys, mut nodes, mut used) = (Vec::new(), Vec::new(), Vec::new());
    loop {
        use quick_xml::events::Event;
        let element = match reader.read_event().unwrap() {
            Event::Eof => break,
            Event::Start(e) | Event::Empty(e) => e,
            _ => continue,
        };
        let value = |name: &str| {
            let found = element.try_get_attribute(name).unwrap().unwrap();
            String::from_utf8(found.value.into_owned()).unwrap()
        };
        match element.name().as_ref() {
            b"key" => keys.push(value("id")),
            b"node" => nodes.push(value("id")),
            b"data" => used.push(value("key")),
            b"edge" => {
                assert!(nodes.contains(&value("source")) && nodes.contains(&value("target")));
            }
            _ => {}
        }
    }
    assert!(
        nodes.len() > 4 && used.iter().all(|u| keys.contains(u)),
        "{keys:?} {used:?}"
    );
}

const PARQUET: &str = "
import json, sys
import pyarrow.parquet as pq
table = pq.read_table(sys.argv[1] + '/positions.parquet')
print(json.dumps(table.to_pylist(), default=str))
";

#[test]
fn columns_are_written_and_read_by_arrow() {
    let folder = tempfile::tempdir().unwrap();
    let case = filled(folder.path());
    let out = export(&case, "parquet", &[]);
    for name in ["statements", "positions"] {
        let bytes = std::fs::read(out.join(format!("{name}.parquet"))).unwrap();
        assert!(bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1"));
    }
    let Some(rows) = python("pyarrow", PARQUET, &out) else {
        return;
    };
    let rows = rows.as_array().unwrap();
    let own = rows
        .iter()
        .find(|r| r["words"] == "rejects them too")
        .unwrap();
    assert_eq!(own["published"], "2031-03-17");
    assert_eq!(own["statement"], Value::Null);
}

#[test]
fn brat_finds_text_and_annotation_side_by_side() {
    let folder = tempfile::tempdir().unwrap();
    let case = filled(folder.path());
    let out = export(&case, "brat", &[]);
    let conf = std::fs::read_to_string(out.join("annotation.conf")).unwrap();
    assert!(conf.contains("[events]\nAttribution"));
    let article = std::fs::read_to_string(out.join("register.txt")).unwrap();
    assert_eq!(article, corrected(&gazette()).document.text);
    let notes = std::fs::read_to_string(out.join("register.ann")).unwrap();
    let offsets = CharOffsets::new(&article);
    let mut spans = 0;
    for line in notes.lines().filter(|l| l.starts_with('T')) {
        let parts: Vec<&str> = line.split('\t').collect();
        let place: Vec<usize> = parts[1]
            .split([' ', ';'])
            .filter_map(|n| n.parse().ok())
            .collect();
        let [start, end] = place[..] else {
            panic!("{line}")
        };
        assert_eq!(
            offsets
                .bytes(&article, CharSpan { start, end })
                .of(&article),
            parts[2]
        );
        spans += 1;
    }
    assert!(spans >= 6);
    let pages = export(&case, "webannotation", &[]);
    let page = std::fs::read_to_string(pages.join("register.jsonld")).unwrap();
    let page: Value = serde_json::from_str(&page).unwrap();
    assert_eq!(page["items"].as_array().unwrap().len(), 2);
}

#[test]
fn a_calendar_library_reads_the_meetings_and_due_days() {
    let folder = tempfile::tempdir().unwrap();
    let case = filled(folder.path());
    let file = std::fs::read_to_string(export(&case, "ical", &[])).unwrap();
    let calendar: icalendar::Calendar = file.parse().unwrap();
    let talks = harbour().talks;
    let dated = talks
        .meetings
        .iter()
        .filter(|m| m.start.or(m.end).is_some())
        .count();
    let due = talks
        .expectations
        .iter()
        .filter(|e| e.due.is_some())
        .count();
    assert!(dated + due > 0);
    assert_eq!(calendar.components.len(), dated + due);
}
