-- The record of one negotiation. Documents, readings and decisions are only ever added to; the tables below
-- `decision` are worked out from them and can be made anew at any time.
-- Days are numbers: 20310314. Bounds of spans are bytes of the document's text.

-- Short strings that rows share: parties, issues, options, vouchers, outlets.
CREATE TABLE term (id INTEGER PRIMARY KEY, words TEXT NOT NULL UNIQUE) STRICT;

-- One text. The same text in another outlet is a further appearance, not a further document.
CREATE TABLE document (
  id INTEGER PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE,          -- sha256 of the text
  origin TEXT NOT NULL,
  title TEXT,
  outlet TEXT,
  url TEXT,
  published INTEGER,                  -- day
  known INTEGER NOT NULL,             -- day from which the record knows it: published, else added
  until INTEGER NOT NULL DEFAULT 99991231, -- day from which a revision stands in its place
  added TEXT NOT NULL,                -- UTC, ISO 8601
  report INTEGER NOT NULL,            -- the first document of all that tell this report in nearly the same words
  revises INTEGER REFERENCES document,-- the version of the same article before this one
  body BLOB NOT NULL                  -- the whole document, deflated JSON
) STRICT;
CREATE INDEX document_report ON document (report);
CREATE INDEX document_url ON document (url) WHERE url IS NOT NULL;
CREATE INDEX document_title ON document (title, outlet) WHERE title IS NOT NULL;

CREATE TABLE appearance (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES document,
  origin TEXT NOT NULL,
  outlet TEXT,
  title TEXT,
  url TEXT,
  published INTEGER,
  added TEXT NOT NULL
) STRICT;
CREATE INDEX appearance_document ON appearance (document);

-- Bands of the sketch that near-copies are found by.
CREATE TABLE sketch (band INTEGER NOT NULL, document INTEGER NOT NULL REFERENCES document) STRICT;
CREATE INDEX sketch_band ON sketch (band, document);

-- What one version of the engine found in a document; the newest stands for it in all questions.
CREATE TABLE reading (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES document,
  version TEXT NOT NULL,
  model TEXT NOT NULL,
  codebook TEXT NOT NULL,
  made TEXT NOT NULL,                 -- UTC, ISO 8601
  body BLOB NOT NULL,                 -- the reading without its document, deflated JSON
  UNIQUE (document, version, model, codebook)
) STRICT;

-- What people decided. Never changed, never removed: undoing is a row too.
CREATE TABLE decision (
  id INTEGER PRIMARY KEY,
  made TEXT NOT NULL,                 -- UTC, ISO 8601
  who TEXT NOT NULL,
  verb TEXT NOT NULL CHECK (verb IN ('confirm','reject','edit','add','merge','note','undo')),
  kind TEXT NOT NULL,                 -- statement, position, meeting, outcome, shift, conduct, expectation, actor
  hash TEXT,                          -- the text it is about; null for what concerns the whole case
  span_start INTEGER,
  span_end INTEGER,
  quote TEXT,                         -- the words at that place
  before_quote TEXT,                  -- words around them, by which the place is found again
  after_quote TEXT,
  fact TEXT,                          -- JSON: how the fact stood before anybody decided on it
  field TEXT,
  old TEXT,                           -- JSON
  new TEXT,                           -- JSON
  note TEXT,
  undoes INTEGER REFERENCES decision
) STRICT;
CREATE INDEX decision_hash ON decision (hash);
CREATE INDEX decision_verb ON decision (verb);

CREATE TABLE actor (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,           -- kind and name; of somebody unnamed, the document too
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  party INTEGER REFERENCES term,
  role TEXT,
  anonymous INTEGER NOT NULL
) STRICT;

CREATE TABLE statement (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES document,
  number INTEGER NOT NULL,            -- its place in the reading
  parent INTEGER,                     -- number of the statement inside which it lies
  report INTEGER NOT NULL,
  known INTEGER NOT NULL,
  until INTEGER NOT NULL,
  day INTEGER NOT NULL,               -- said on, else known
  speaker INTEGER REFERENCES actor,
  party INTEGER REFERENCES term,
  sourcing INTEGER NOT NULL,
  channel INTEGER NOT NULL,
  modality INTEGER NOT NULL,
  signals INTEGER NOT NULL,           -- a bit each
  confidence REAL NOT NULL,
  start INTEGER NOT NULL,             -- of all its words
  end INTEGER NOT NULL,
  state INTEGER NOT NULL              -- 0 the engine's, 1 confirmed by a person, 2 edited, 3 added
) STRICT;
CREATE INDEX statement_document ON statement (document, number);
CREATE INDEX statement_speaker ON statement (speaker, day);
CREATE INDEX statement_party ON statement (party, day);
CREATE INDEX statement_day ON statement (day);
CREATE VIRTUAL TABLE statement_words USING fts5 (words, content = '', contentless_delete = 1, tokenize = 'porter unicode61');

CREATE TABLE position (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES document,
  number INTEGER NOT NULL,
  statement INTEGER,                  -- number of the statement it rests on
  report INTEGER NOT NULL,
  known INTEGER NOT NULL,
  until INTEGER NOT NULL,
  day INTEGER NOT NULL,
  party INTEGER NOT NULL REFERENCES term,
  issue INTEGER NOT NULL REFERENCES term,
  option INTEGER REFERENCES term,
  stance INTEGER NOT NULL,
  venue INTEGER NOT NULL,
  voucher INTEGER NOT NULL REFERENCES term,
  sourcing INTEGER NOT NULL,          -- of the statement it rests on
  start INTEGER NOT NULL,
  end INTEGER NOT NULL,
  state INTEGER NOT NULL
) STRICT;
CREATE INDEX position_document ON position (document);
CREATE INDEX position_party ON position (party, issue);
CREATE INDEX position_issue ON position (issue);

-- The positions of a document once more, packed: what questions over the whole record read.
CREATE TABLE ledger (
  document INTEGER PRIMARY KEY REFERENCES document,
  positions BLOB NOT NULL
) STRICT;

CREATE TABLE shift (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES document,
  number INTEGER NOT NULL,
  statement INTEGER,
  report INTEGER NOT NULL,
  known INTEGER NOT NULL,
  until INTEGER NOT NULL,
  day INTEGER NOT NULL,
  party INTEGER NOT NULL REFERENCES term,
  issue INTEGER NOT NULL REFERENCES term,
  before TEXT,
  after TEXT,
  start INTEGER NOT NULL,
  end INTEGER NOT NULL,
  state INTEGER NOT NULL
) STRICT;
CREATE INDEX shift_document ON shift (document);

CREATE TABLE outcome (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES document,
  number INTEGER NOT NULL,
  statement INTEGER,                  -- number of the innermost statement that holds the words
  report INTEGER NOT NULL,
  known INTEGER NOT NULL,
  until INTEGER NOT NULL,
  day INTEGER NOT NULL,
  issue INTEGER NOT NULL REFERENCES term,
  result INTEGER NOT NULL,
  start INTEGER NOT NULL,
  end INTEGER NOT NULL,
  state INTEGER NOT NULL
) STRICT;
CREATE INDEX outcome_document ON outcome (document);

CREATE TABLE meeting (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES document,
  number INTEGER NOT NULL,
  statement INTEGER,
  report INTEGER NOT NULL,
  known INTEGER NOT NULL,
  until INTEGER NOT NULL,
  day INTEGER NOT NULL,
  first INTEGER,                      -- first and last day of the meeting
  last INTEGER,
  place TEXT,
  format INTEGER,
  status INTEGER NOT NULL,
  parties TEXT NOT NULL,              -- JSON list of slugs
  participants TEXT NOT NULL,         -- JSON list of names
  start INTEGER NOT NULL,
  end INTEGER NOT NULL,
  state INTEGER NOT NULL
) STRICT;
CREATE INDEX meeting_document ON meeting (document);

CREATE TABLE conduct (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES document,
  number INTEGER NOT NULL,
  statement INTEGER,
  report INTEGER NOT NULL,
  known INTEGER NOT NULL,
  until INTEGER NOT NULL,
  day INTEGER NOT NULL,
  party INTEGER REFERENCES term,
  what TEXT NOT NULL,
  date INTEGER,
  place TEXT,
  start INTEGER NOT NULL,
  end INTEGER NOT NULL,
  state INTEGER NOT NULL
) STRICT;
CREATE INDEX conduct_document ON conduct (document);

CREATE TABLE expectation (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES document,
  number INTEGER NOT NULL,
  statement INTEGER,
  report INTEGER NOT NULL,
  known INTEGER NOT NULL,
  until INTEGER NOT NULL,
  day INTEGER NOT NULL,
  what TEXT NOT NULL,
  due INTEGER,
  start INTEGER NOT NULL,
  end INTEGER NOT NULL,
  state INTEGER NOT NULL
) STRICT;
CREATE INDEX expectation_document ON expectation (document);
