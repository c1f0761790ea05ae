//! World knowledge: states with their names, demonyms, capitals and seats of power; organisations.

/// The world as `data/world.toml` has it.
#[derive(Debug, Default)]
pub struct World {}

impl World {
    /// Returns the world that comes with the program.
    ///
    /// # Errors
    /// Where an entry does not parse.
    pub fn built_in() -> crate::Result<Self> {
        Ok(Self {})
    }
}
