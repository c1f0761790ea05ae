//! Trials of decisions on readings made by hand.
