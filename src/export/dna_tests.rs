//! What goes into a `.dna` database comes out of it again, and the database is one that DNA opens.

use super::*;
use crate::export::sample::filed;

/// Tables of the format with their columns.
const TABLES: [(&str, &str); 16] = [
    ("SETTINGS", "Property Value"),
    (
        "CODERS",
        "ID Name Red Green Blue Refresh FontSize Password PopupWidth ColorByCoder PopupDecoration PopupAutoComplete \
         PermissionAddDocuments PermissionEditDocuments PermissionDeleteDocuments PermissionImportDocuments \
         PermissionAddStatements PermissionEditStatements PermissionDeleteStatements PermissionEditAttributes \
         PermissionEditRegex PermissionEditStatementTypes PermissionEditCoders PermissionEditCoderRelations \
         PermissionViewOthersDocuments PermissionEditOthersDocuments PermissionViewOthersStatements \
         PermissionEditOthersStatements",
    ),
    (
        "DOCUMENTS",
        "ID Title Text Coder Author Source Section Notes Type Date",
    ),
    ("STATEMENTTYPES", "ID Label Red Green Blue"),
    ("VARIABLES", "ID Variable DataType StatementTypeId"),
    ("VARIABLELINKS", "ID SourceVariableId TargetVariableId"),
    ("REGEXES", "Label Red Green Blue"),
    (
        "CODERRELATIONS",
        "ID Coder OtherCoder viewStatements editStatements viewDocuments editDocuments",
    ),
    (
        "STATEMENTS",
        "ID StatementTypeId DocumentId Start Stop Coder",
    ),
    ("DATABOOLEAN", "ID StatementId VariableId Value"),
    ("DATAINTEGER", "ID StatementId VariableId Value"),
    ("ENTITIES", "ID VariableId Value Red Green Blue ChildOf"),
    ("DATASHORTTEXT", "ID StatementId VariableId Entity"),
    ("DATALONGTEXT", "ID StatementId VariableId Value"),
    ("ATTRIBUTEVARIABLES", "ID VariableId AttributeVariable"),
    (
        "ATTRIBUTEVALUES",
        "ID EntityId AttributeVariableId AttributeValue",
    ),
];

fn columns(db: &Connection, table: &str) -> Vec<(String, String, bool, Option<String>, i64)> {
    let mut query =
        db.prepare("SELECT name, type, \"notnull\", dflt_value, pk FROM pragma_table_info(?1)");
    let rows = query.as_mut().unwrap().query_map([table], |r| {
        Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?, r.get(4)?))
    });
    rows.unwrap().map(|r| r.unwrap()).collect()
}

fn tables(db: &Connection) -> Vec<String> {
    let mut query = db
        .prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        .unwrap();
    let rows = query.query_map((), |r| r.get(0)).unwrap();
    rows.map(|r| r.unwrap()).collect()
}

fn written(folder: &Path, filed: &[Filed]) -> PathBuf {
    let path = folder.join("record.dna");
    let mut dna = Box::new(Dna::new(&path).unwrap());
    for filed in filed {
        dna.put(filed, &Rows::default()).unwrap();
    }
    dna.finish().unwrap();
    path
}

#[test]
fn the_database_has_the_tables_of_the_format() {
    let folder = tempfile::tempdir().unwrap();
    let db = Connection::open(written(folder.path(), &[filed()])).unwrap();
    let mut want: Vec<&str> = TABLES.iter().map(|(table, _)| *table).collect();
    want.sort_unstable();
    assert_eq!(tables(&db), want);
    for (table, names) in TABLES {
        let got: Vec<String> = columns(&db, table).into_iter().map(|c| c.0).collect();
        assert_eq!(got, names.split(' ').collect::<Vec<_>>(), "{table}");
    }
    let broken: i64 = db
        .query_row("SELECT count(*) FROM pragma_foreign_key_check", (), |r| {
            r.get(0)
        })
        .unwrap();
    assert_eq!(broken, 0);
    let admin: String = db
        .query_row("SELECT Name FROM CODERS WHERE ID = 1", (), |r| r.get(0))
        .unwrap();
    assert_eq!(admin, "Admin");
}

#[test]
fn a_database_of_dna_itself_has_the_same_tables_and_is_read() {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/dna/sample.dna");
    if !sample.is_file() {
        eprintln!("skipped: no database made by DNA at {}", sample.display());
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let ours = Connection::open(written(folder.path(), &[filed()])).unwrap();
    let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY;
    let theirs = Connection::open_with_flags(&sample, flags).unwrap();
    assert_eq!(tables(&ours), tables(&theirs));
    for table in tables(&ours) {
        assert_eq!(columns(&ours, &table), columns(&theirs, &table), "{table}");
    }
    let coded = read(&sample).unwrap();
    assert_eq!(coded.readings.len(), 7);
    let positions = coded.readings.iter().map(|r| r.talks.positions.len());
    assert_eq!(positions.sum::<usize>(), 40);
    assert_eq!(coded.left_out, 1);
    assert!(
        coded
            .readings
            .iter()
            .all(|r| r.document.metadata.published.is_some())
    );
}

#[test]
fn what_is_written_is_read_again() {
    let folder = tempfile::tempdir().unwrap();
    let filed = filed();
    let coded = read(&written(folder.path(), std::slice::from_ref(&filed))).unwrap();
    assert_eq!((coded.readings.len(), coded.left_out), (1, 0));
    let (got, want) = (&coded.readings[0], &filed.reading);
    assert_eq!(got.engine.version, "dna 3.0.7");
    assert_eq!(got.engine.model, "rapporteur 0.0.0 by-hand");
    assert_eq!(got.document.id, want.document.id);
    let known = |r: &Reading| {
        let m = &r.document.metadata;
        (
            m.title.clone(),
            m.outlet.clone(),
            m.bylines.clone(),
            m.published,
        )
    };
    assert_eq!(known(got), known(want));
    let coded = |r: &Reading| {
        let positions = r.talks.positions.iter();
        let mut all: Vec<_> = positions
            .filter_map(|p| {
                let agrees = agreement(p.stance)?;
                let speaker = p.attribution.and_then(|a| r.statements[a].speaker);
                // A position that the author tells of has no speaker; its party stands in.
                let name = speaker.map(|s| r.actors[s].name.clone());
                let name = name.filter(|n| *n != p.party);
                Some((
                    p.evidence,
                    p.party.clone(),
                    p.issue.clone(),
                    p.option.clone(),
                    agrees,
                    name,
                ))
            })
            .collect();
        all.sort();
        all
    };
    let want = coded(want);
    assert!(want.len() > 3 && want.iter().any(|w| !w.4));
    assert_eq!(coded(got), want);
}

#[test]
fn line_ends_and_letters_beyond_the_plane_keep_their_places() {
    let folder = tempfile::tempdir().unwrap();
    let mut filed = filed();
    let text = filed.reading.document.text.replacen('\n', "🐢\r\n", 1);
    let shift = "🐢\r".len();
    filed.reading.document = Document::new(
        "x.txt",
        text,
        filed.reading.document.metadata.clone(),
        Vec::new(),
    );
    let moved =
        |s: &crate::document::Span| crate::document::Span::new(s.start() + shift, s.end() + shift);
    for position in &mut filed.reading.talks.positions {
        position.evidence = moved(&position.evidence);
    }
    let words = |r: &Reading| -> Vec<String> {
        let positions = r
            .talks
            .positions
            .iter()
            .filter(|p| agreement(p.stance).is_some());
        let mut all: Vec<_> = positions
            .map(|p| p.evidence.of(&r.document.text).to_owned())
            .collect();
        all.sort();
        all
    };
    let coded = read(&written(folder.path(), std::slice::from_ref(&filed))).unwrap();
    assert_eq!(words(&coded.readings[0]), words(&filed.reading));
}

#[test]
fn the_password_is_hashed_as_dna_does() {
    // Worked out with another program.
    let want = "cmFwcG9ydGV1ci4uLi4uLnOopirnx8vIneuMb2iaEATB8XJ2blxMxyMdAPOQfSS0";
    assert_eq!(password_hash(PASSWORD), want);
}

#[test]
fn a_database_with_work_in_it_is_not_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let path = written(folder.path(), &[filed()]);
    let error = Dna::new(&path).err().unwrap().to_string();
    assert!(error.contains("there already"), "{error}");
    let rubbish = folder.path().join("x.dna");
    std::fs::write(&rubbish, "no database").unwrap();
    let error = read(&rubbish).unwrap_err().to_string();
    assert!(error.contains("Discourse Network Analyzer 3"), "{error}");
}
