//! Where in a record a value stands, as names that can be written down.

use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;

/// Where in a record a value stands: names of fields and ids of parts, outermost first. Written with `/` between them:
/// `schedule/when`, `attendance/019c0b6e-3f00-7000-8000-00000000002a/office`. A `/` within a step is written `~1` and a `~` is
/// written `~0`, as in a JSON pointer (RFC 6901), so that a path reads back as the same steps.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FieldPath(Vec<String>);

impl FieldPath {
    /// The path of these steps. No step is empty.
    pub fn new<S: Into<String>>(steps: impl IntoIterator<Item = S>) -> Self {
        Self(steps.into_iter().map(Into::into).collect())
    }

    /// The steps, outermost first.
    pub fn steps(&self) -> &[String] {
        &self.0
    }

    /// The path one step further in.
    #[must_use]
    pub fn then(&self, step: impl Into<String>) -> Self {
        let mut steps = self.0.clone();
        steps.push(step.into());
        Self(steps)
    }
}

impl fmt::Display for FieldPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, step) in self.0.iter().enumerate() {
            if place > 0 {
                f.write_str("/")?;
            }
            f.write_str(&step.replace('~', "~0").replace('/', "~1"))?;
        }
        Ok(())
    }
}

impl FromStr for FieldPath {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        if text.is_empty() {
            return Ok(Self::default());
        }
        Ok(Self(text.split('/').map(|step| step.replace("~1", "/").replace("~0", "~")).collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_path_reads_as_a_person_would_write_it() {
        let path = FieldPath::new(["schedule", "when"]);
        assert_eq!(path.to_string(), "schedule/when");
        assert_eq!(path.then("a/b~c").to_string(), "schedule/when/a~1b~0c");
        assert_eq!(FieldPath::default().to_string(), "");
        assert!(path < path.then("x"));
    }

    proptest! {
        #[test]
        fn any_path_reads_back_as_it_was(steps in proptest::collection::vec("[a-z~/1]{1,6}|\\PC{1,4}", 0..4)) {
            let path = FieldPath::new(steps);
            prop_assert_eq!(path.to_string().parse::<FieldPath>(), Ok(path));
        }
    }
}
