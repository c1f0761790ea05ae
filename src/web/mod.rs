//! The page: the record in the browser, to read, to compare and to decide. Rendered here; the little script that there
//! is makes it quicker to use and is never needed for reading.

mod answers;
mod api;
mod assets;
mod board;
mod choices;
mod citation;
mod contested;
mod dates;
mod faces;
mod fault;
mod finding;
mod frame;
mod guard;
mod lens;
mod marks;
mod moved;
mod openapi;
mod pages;
mod routes;
mod rows;
mod server;
mod state;
mod timeline;
mod visitor;
mod whole;
mod words;

pub use server::serve;
pub use state::Settings;
