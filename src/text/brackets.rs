//! A name and what stands behind it in brackets: "Umerov (head)", "United Arab Emirates (UAE)".

/// The name and what the brackets hold, which is empty if there are none. Brackets alone are a name.
///
/// ```
/// use rapporteur::text::brackets::split;
/// assert_eq!(split("Umerov (head)"), ("Umerov", "head"));
/// assert_eq!(split("Umerov"), ("Umerov", ""));
/// assert_eq!(split("（阿联酋）"), ("（阿联酋）", ""));
/// ```
#[must_use]
pub fn split(text: &str) -> (&str, &str) {
    let cut = || {
        let inner = text.trim_end().strip_suffix([')', '）'])?;
        let (name, bracketed) = inner.rsplit_once(['(', '（'])?;
        (!name.trim().is_empty()).then(|| (name.trim_end(), bracketed))
    };
    cut().unwrap_or((text, ""))
}
