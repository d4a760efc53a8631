//! Stop words: words in names that identify nobody by themselves.

/// Words of parties' names that are said of many, folded.
const GENERAL: &str = "
    a al all alliance and armed army assembly association authority bloc board central chamber civil club coalition
    commission committee community company confederation conference congress corps council countries country court das de
    delegation democratic department der des developing die du e east eastern emirate emirates employees employers et
    federal federation first for forces free front general global government great group guard high house i inc independent
    initiative institute international islamic island islands joint justice kingdom la labor labour le league least less
    liberation limited local management mediation mediator military ministry mission movement national nations network new
    north northern of office old operations opposition organisation organization other parliament parties party patriotic
    peace people peoples popular power presidency principal provisional public rebels regime region republic resistance
    revolutionary royal sea secretariat security senate small social socialist society south southern special staff state
    states support team the trade transitional treaty tribal und union unions united unity university west western women
    workers world y youth
";

/// Common words that are names as well, folded: as names they count only as they are written.
const COMMON: &str = "
    abbey able april august baker ball banks barber bell best bill bird bishop black bloom blue bond book booth bridge brook
    brown burns bush butcher butler carpenter carter case cash castle chance charity child christian church clay close cole
    constant cook cooper corn court cross crown current dale dawn day deal dean dear draper drew duke earl early east
    english faith farmer field fields finance fine fish fisher ford forest foster fox frank free freeman french frost
    gardener gates german gift glass gold good grace grand grant gray green grey ground guard hale hall hand harbour hardy
    head heart hill holder holland honour hope hunter iron ivory jack jordan joy judge june just justice king kings knight
    lake lamb lance lane large law laws lemon light little lock long lord love major march mark marks marsh mason master may
    mercy merit miles miller mills moon moor more moss mountain nice noble north page painter park parks peace pearl penny
    place plant pole pool poor pope porter potter pound power powers price prince proper read reason red reed rest rice rich
    ring rivers rock rose rush sage sands savage school sea senior shepherd short silver singer small smart smith snow song
    south speaker spring stand star stern still stone story street strong summer sun sweet swift taylor temple terms town
    trip true trust turner vale victor victory walker wall walls ward waters weaver weeks welcome west white will wills
    winter wise wish wolf wood woods word world worth young
";

/// Words of the titles of sources that are said of many, folded.
const PAPER: &str = "
    account agency analysis annex article background bilateral bulletin call chair chairs chapter chat communique conference confidential
    conversation daily day declaration document draft email exchange final first first-hand general headline internal interview joint
    letter mail media meeting memo memorandum message minutes morning news newspaper note notes off official opening own paper phone
    position post press private public readout recent record release remarks report round second session speech statement summary talk
    talks telephone text third today tribune update verbal video weekly working written year
";

/// Whether a folded word stands in many titles of sources.
pub(super) fn is_paper(word: &str) -> bool {
    PAPER.split_whitespace().any(|paper| paper == word) || is_general(word)
}

/// Whether a folded word is said of many parties.
pub(super) fn is_general(word: &str) -> bool {
    GENERAL.split_whitespace().any(|general| general == word)
}

/// Whether a folded word is a common one, which may be a name, too.
pub(super) fn is_common(word: &str) -> bool {
    COMMON.split_whitespace().any(|common| common == word)
}
