//! Decides whether a word refers to somebody: "the general", "management would", but not "in general".

/// Words before it, folded.
const BEFORE: &str = "
    as das dem den der des die el gli her his ihr ihre il l la las le les lo los my o one os other our s that the their this those these unser
    unsere your
";

/// Words behind it, folded.
const BEHIND: &str = "
    accept accepted accepts agree agreed agrees are ask asked asks can cannot could d demand demanded demands est fear feared fears
    has hat hatte have hint hinted hints hope hoped hopes insist insisted insists is ist kann konnte ll may might must need needs
    offer offered offers peut pourrait prefer prefers propose proposed proposes refuse refused refuses reject rejected rejects s
    said say says serait shall should signal signalled signals think thinks thought told veut want wanted wants was were will wird
    won would wurde
";

/// Nouns behind it that make it another thing, folded: "the general rule", "the state budget".
const OTHER: &str = "
    agreement assembly clause conditions countries country debate definition discussion election elections framework idea
    interest line principle principles question rule rules strike terms view
";

/// Whether a word between those two is said of somebody.
pub(super) fn is_said(before: Option<&str>, behind: Option<&str>) -> bool {
    let is_in = |word: Option<&str>, list: &str| word.is_some_and(|word| list.split_whitespace().any(|one| one == word));
    !is_in(behind, OTHER) && (is_in(before, BEFORE) || is_in(behind, BEHIND))
}
