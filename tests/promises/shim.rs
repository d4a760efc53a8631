//! Small libraries that are put before the system's own, so that it does what it may do and hardly ever does.

use crate::support::tool;
use std::path::{Path, PathBuf};

/// Builds `tests/promises/NAME.c`. Returns the library, for `LD_PRELOAD`.
pub(crate) fn built(name: &str) -> PathBuf {
    let library = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}.so", std::process::id()));
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/promises/{name}.c"));
    let made = tool("cc", "gcc").args(["-shared", "-fPIC", "-O1", "-o"]).arg(&library).arg(source).arg("-ldl").output().unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    library
}
