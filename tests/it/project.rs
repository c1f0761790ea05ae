//! What the tests share: the command, the model, golden files.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// Returns a path inside the package.
pub fn path(relative: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(relative)
}

/// Returns the folder of the shipped model; `None`, with a message, where it is not there.
pub fn model() -> Option<PathBuf> {
    let folder = path("models/minilm-l6");
    if folder.join("tagger.onnx").is_file() {
        return Some(folder);
    }
    eprintln!("skipped: {} holds no model", folder.display());
    None
}

/// Returns the command without colours, as wide as a terminal of 80 columns.
pub fn rapporteur() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rapporteur"));
    command
        .env("COLUMNS", "80")
        .current_dir(env!("CARGO_MANIFEST_DIR"));
    command
}

/// Runs `rapporteur` with the words of `line` and, after them, `--model FOLDER`.
pub fn run(line: &str, model: &Path) -> Ran {
    run_with(line, model, b"")
}

/// Runs as [`run`] does, with bytes on standard input.
pub fn run_with(line: &str, model: &Path, input: &[u8]) -> Ran {
    use std::io::Write;
    let mut child = rapporteur()
        .args(line.split_whitespace())
        .arg("--model")
        .arg(model)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that wants no input may be gone already.
    let _ = child.stdin.take().unwrap().write_all(input);
    Ran::of(child.wait_with_output().unwrap())
}

/// What a run of the command left behind.
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Ran {
    pub fn of(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    /// Panics unless the run ended with the code; says what it printed.
    pub fn ended(self, code: i32) -> Self {
        assert_eq!(self.code, code, "out: {}\nerr: {}", self.out, self.err);
        assert!(!self.err.contains("panicked"), "{}", self.err);
        self
    }
}

/// Compares with `tests/golden/NAME`; with UPDATE_GOLDEN set, writes the file and fails once.
pub fn golden(name: &str, got: &str) {
    let file = path("tests/golden").join(name);
    let want = std::fs::read_to_string(&file).unwrap_or_default();
    if want == got {
        return;
    }
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&file, got).unwrap();
        panic!("{name} was rewritten: look at it and run again");
    }
    let line = want.lines().zip(got.lines()).position(|(a, b)| a != b);
    let line = line.unwrap_or(want.lines().count().min(got.lines().count()));
    panic!(
        "{name} differs from line {}:\n- {}\n+ {}\n(UPDATE_GOLDEN=1 rewrites it)",
        line + 1,
        want.lines().nth(line).unwrap_or("(end)"),
        got.lines().nth(line).unwrap_or("(end)"),
    );
}
