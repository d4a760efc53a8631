//! Vocabularies: every closed list that a user picks from.

use super::vocabulary::vocabulary;

vocabulary! {
    /// What sort of actor a party is.
    PartyKind, "Kind" until said Unstated {
        Unstated "unstated" "Not stated" "What sort of actor it is is not recorded";
        State "state" "State" "A state or its government";
        Organisation "organisation" "Organisation" "An international or non-governmental organisation";
        ArmedGroup "armed_group" "Armed group" "A non-state armed group";
        Company "company" "Company" "A company or an employers' association";
        Union "union" "Union" "A trade union or staff association";
        Bloc "bloc" "Bloc" "Several parties that speak together";
    }

    /// How a negotiation as a whole is going.
    NegotiationStatus, "Status" until said Unstated {
        Unstated "unstated" "Not stated" "Where it stands is not recorded";
        Scheduled "scheduled" "Scheduled" "Agreed to, not begun";
        Active "active" "Active" "Rounds are being held";
        Suspended "suspended" "Suspended" "Paused, by agreement or by one party";
        Impasse "impasse" "Impasse" "Parties see no way to move on";
        Concluded "concluded" "Concluded" "Ended with a result";
        Collapsed "collapsed" "Collapsed" "Broke down";
        Abandoned "abandoned" "Abandoned" "Given up without a formal end";
    }

    /// What a party is in one negotiation.
    SeatRole, "Seat" until said Unstated {
        Unstated "unstated" "Not stated" "What it is in these talks is not recorded";
        Principal "principal" "Principal" "A party whose agreement is sought";
        Mediator "mediator" "Mediator" "Leads the parties to an agreement and may propose terms";
        Facilitator "facilitator" "Facilitator" "Helps the parties to talk and proposes no terms";
        Host "host" "Host" "Gives the place";
        Guarantor "guarantor" "Guarantor" "Answers for the agreement being kept";
        Accompanier "accompanier" "Accompanier" "Goes along with the process and lends it weight";
        Observer "observer" "Observer" "Sits in without a say";
        Supporter "supporter" "Supporter" "Backs the process from outside the room";
    }

    /// Where an issue stands.
    IssueState, "State" until said Unstated {
        Unstated "unstated" "Not stated" "Where it stands is not recorded; it counts as open";
        Open "open" "Open" "On the table, not yet worked through";
        Contested "contested" "Contested" "Positions are opposed";
        Converging "converging" "Converging" "Positions are coming closer";
        Bracketed "bracketed" "Bracketed" "Text is on the table, still disputed";
        TentativelyAgreed "tentatively_agreed" "Tentatively agreed" "Agreed subject to the rest";
        Agreed "agreed" "Agreed" "Settled";
        Parked "parked" "Parked" "Set aside for later";
        Dropped "dropped" "Dropped" "No longer on the table";
    }

    /// What kind of thing a source is.
    SourceKind, "Kind" until said Unstated {
        Unstated "unstated" "Not stated" "What kind of thing it is is not recorded";
        OfficialDocument "official_document" "Official document" "A text issued under a party's or institution's authority";
        PartyReadout "party_readout" "Party readout" "One party's own account of a meeting";
        Press "press" "Press" "A party's remarks to the press";
        MediaReport "media_report" "Media report" "What a medium reports";
        OwnNotes "own_notes" "Own notes" "The note-taker's own notes";
        ThirdParty "third_party" "Third party" "Someone else's account";
    }

    /// How far a source can be trusted: the letter of the Admiralty scale.
    Reliability, "Reliability" {
        A "a" "A  Completely reliable" "No doubt about the source";
        B "b" "B  Usually reliable" "Minor doubt; valid most of the time";
        C "c" "C  Fairly reliable" "Some doubt; valid in the past";
        D "d" "D  Not usually reliable" "Significant doubt";
        E "e" "E  Unreliable" "Lacks authenticity, or invalid in the past";
        F "f" "F  Cannot be judged" "No basis to judge the source";
    }

    /// How likely the content is: the figure of the Admiralty scale, judged apart from the source.
    Credibility, "Credibility" {
        Confirmed "1" "1  Confirmed" "Confirmed by independent sources";
        ProbablyTrue "2" "2  Probably true" "Not confirmed; logical and consistent with the rest";
        PossiblyTrue "3" "3  Possibly true" "Not confirmed; reasonably logical";
        Doubtful "4" "4  Doubtful" "Possible, but not logical";
        Improbable "5" "5  Improbable" "Contradicted by other information";
        CannotBeJudged "6" "6  Cannot be judged" "No basis to judge the content";
    }

    /// Where a planned round is on its way to being held.
    ScheduleStatus, "Status" until said Unstated {
        Unstated "unstated" "Not stated" "How firm it is, and whether it was held, is not recorded";
        Proposed "proposed" "Proposed" "Somebody proposed it";
        Tentative "tentative" "Tentative" "Expected, not confirmed by all";
        Confirmed "confirmed" "Confirmed" "Confirmed by those who must come";
        UnderWay "under_way" "Under way" "Being held now";
        Held "held" "Held" "Took place";
        Postponed "postponed" "Postponed" "Put off, no new date agreed";
        Moved "moved" "Moved" "Put off to another date";
        Cancelled "cancelled" "Cancelled" "Called off";
        Collapsed "collapsed" "Collapsed" "Broke down before or while it was held";
    }

    /// How the parties are in contact.
    Contact, "Contact" {
        Direct "direct" "Direct" "Face to face in one room";
        Proximity "proximity" "Proximity" "In separate rooms of one place, with a go-between";
        Shuttle "shuttle" "Shuttle" "A go-between travels between them";
        Phone "phone" "Phone" "By telephone";
        Video "video" "Video" "By video link";
        Written "written" "Written" "By exchange of papers";
    }

    /// In what setting they meet.
    Setting, "Setting" {
        Plenary "plenary" "Plenary" "Everyone at one table";
        WorkingGroup "working_group" "Working group" "A group on one topic";
        Drafting "drafting" "Drafting" "Work on text";
        Technical "technical" "Technical" "Experts on technical matters";
        Informal "informal" "Informal" "Outside the formal agenda";
        Caucus "caucus" "Caucus" "One side, or a side with the mediator, alone";
    }

    /// Whether a third party takes part.
    Mediation, "Mediation" {
        Unmediated "unmediated" "Unmediated" "The parties alone";
        Facilitated "facilitated" "Facilitated" "A third party helps them to talk";
        Mediated "mediated" "Mediated" "A third party leads and may propose terms";
    }

    /// Who may know of it.
    Visibility, "Visibility" {
        Public "public" "Public" "Announced and reported";
        Closed "closed" "Closed" "Known to take place, closed to the public";
        Secret "secret" "Secret" "Not to be known";
    }

    /// On which level it is held.
    Track, "Track" {
        One "one" "Track 1" "Officials with a mandate";
        OneAndAHalf "one_and_a_half" "Track 1.5" "Officials in a private capacity, with others";
        Two "two" "Track 2" "Non-officials";
    }

    /// What somebody was at the table.
    AttendanceRole, "Role" until said Unstated {
        Principal "principal" "Principal" "The one in whose name the delegation speaks";
        Head "head" "Head of delegation" "Leads the delegation";
        ChiefNegotiator "chief_negotiator" "Chief negotiator" "Leads the talking";
        Delegate "delegate" "Delegate" "Member of the delegation";
        Spokesperson "spokesperson" "Spokesperson" "Speaks to the press";
        Expert "expert" "Expert" "Advises on a subject";
        LegalCounsel "legal_counsel" "Legal counsel" "Advises on law and drafting";
        NoteTaker "note_taker" "Note-taker" "Keeps the record";
        Interpreter "interpreter" "Interpreter" "Interprets";
        Mediator "mediator" "Mediator" "Leads the talks as a third party";
        Facilitator "facilitator" "Facilitator" "Helps the parties to talk";
        Host "host" "Host" "Receives the delegations";
        Guarantor "guarantor" "Guarantor" "Answers for what is agreed";
        Observer "observer" "Observer" "Sits in without a say";
        Unstated "unstated" "Not stated" "In what role is not recorded";
    }

    /// Whether somebody came.
    Presence, "Presence" until said Unstated {
        Invited "invited" "Invited" "Asked to come";
        Accepted "accepted" "Accepted" "Said to be coming";
        Attended "attended" "Attended" "Was there";
        Absent "absent" "Absent" "Was not there";
        Withdrew "withdrew" "Withdrew" "Left, or took back the acceptance";
        Unstated "unstated" "Not stated" "Whether they came is not recorded";
    }

    /// What came out of a round.
    OutcomeKind, "Outcome" {
        None "none" "No outcome" "Nothing came out";
        NextDateOnly "next_date_only" "Next date only" "Only that they will meet again";
        UnilateralReadouts "unilateral_readouts" "Unilateral readouts" "Each side told its own account";
        JointStatement "joint_statement" "Joint statement" "One text in all names";
        ChairsText "chairs_text" "Chair's text" "A text on the chair's own responsibility";
        Ceasefire "ceasefire" "Ceasefire" "Fighting to stop";
        Framework "framework" "Framework" "Principles for an agreement";
        PartialAgreement "partial_agreement" "Partial agreement" "Agreement on some of the issues";
        ComprehensiveAgreement "comprehensive_agreement" "Comprehensive agreement" "Agreement on all of the issues";
        ImplementationAgreement "implementation_agreement" "Implementation agreement" "Agreement on how to carry out an earlier one";
        Impasse "impasse" "Impasse" "No way to move on was found";
        WalkOut "walk_out" "Walk-out" "A party left the table";
    }

    /// What a statement does.
    StatementKind, "Kind" until said Unstated {
        Unstated "unstated" "Not stated" "What it does is not recorded; it counts as what the party says on the issue";
        Demand "demand" "Demand" "What a party says it must be given";
        Offer "offer" "Offer" "What a party says it would give";
        Position "position" "Position" "Where a party says it stands, as neither demand nor offer";
        Proposal "proposal" "Proposal" "An arrangement put forward for all to take up";
        CounterOffer "counter_offer" "Counter-offer" "An offer in answer to another";
        Acceptance "acceptance" "Acceptance" "Takes what was offered or demanded";
        Rejection "rejection" "Rejection" "Refuses what was offered or demanded";
        Concession "concession" "Concession" "Gives up part of an earlier position";
        Condition "condition" "Condition" "What must come first";
        RedLine "red_line" "Red line" "What a party says it will never accept";
        Threat "threat" "Threat" "What a party says it will do otherwise";
        Commitment "commitment" "Commitment" "What a party binds itself to";
        Retraction "retraction" "Retraction" "Takes back an earlier statement";
        Denial "denial" "Denial" "Says that a report is untrue";
        Claim "claim" "Claim" "Says that something is so";
        Accusation "accusation" "Accusation" "Says that somebody did wrong";
        Allegation "allegation" "Allegation" "Says so without proof, as the report puts it";
        Condemnation "condemnation" "Condemnation" "Calls something wrong in the strongest terms";
        Announcement "announcement" "Announcement" "Says what has been or will be done";
        Interest "interest" "Interest" "Why a party wants it, as an assessor infers";
        Procedural "procedural" "Procedural" "On how to negotiate, not on substance";
        Comment "comment" "Comment" "Bears no position";
        DeclinedToComment "declined_to_comment" "Declined to comment" "Was asked and said nothing";
    }

    /// How hard a party holds to a position.
    Firmness, "Firmness" {
        MustHave "must_have" "Must have" "No agreement without it";
        Important "important" "Important" "Matters, can be shaped";
        Tradeable "tradeable" "Tradeable" "Can be given up for something";
    }

    /// On what terms something was said.
    RecordLevel, "Record level" until said Unstated {
        Unstated "unstated" "Not stated" "On what terms it was said is not recorded";
        OnRecord "on_record" "On the record" "May be quoted with name";
        Background "background" "Background" "May be quoted without the name, with an agreed description";
        DeepBackground "deep_background" "Deep background" "May be used without any attribution";
        ChathamHouse "chatham_house" "Chatham House" "May be used, but neither speaker nor affiliation nor another participant may be identified";
        OffRecord "off_record" "Off the record" "May not be used";
    }

    /// How well a report is supported.
    Verification, "Verification" until said Unverified {
        Unverified "unverified" "Unverified" "Nobody has checked it";
        SingleSource "single_source" "Single source" "One source has it";
        Corroborated "corroborated" "Corroborated" "Independent sources have it";
        ConfirmedByParty "confirmed_by_party" "Confirmed by party" "The party itself confirms it";
        Disputed "disputed" "Disputed" "Sources contradict each other";
        Denied "denied" "Denied" "The party denies it";
    }

    /// How a statement stands to the party's earlier position on the issue.
    Movement, "Movement" {
        New "new" "New" "The first position on the issue";
        Unchanged "unchanged" "Unchanged" "The same as before";
        Softened "softened" "Softened" "Closer to the others than before";
        Hardened "hardened" "Hardened" "Further from the others than before";
        Reversed "reversed" "Reversed" "The contrary of before";
        Dropped "dropped" "Dropped" "No longer held";
    }

    /// Where a follow-up stands.
    FollowUpState, "State" until said Open {
        Open "open" "Open" "To be done";
        InProgress "in_progress" "In progress" "Begun";
        Done "done" "Done" "Done";
        Late "late" "Late" "Done after it was due; what is not done yet is open, and overdue by its date";
        Dropped "dropped" "Dropped" "Given up";
        Overtaken "overtaken" "Overtaken" "Events have made it pointless";
    }
}

impl StatementKind {
    /// Whether a statement of this kind says where a party stands, so that it can be a *position*. A word of the user's own does, and
    /// so does what nobody has given a kind: it is what the party said on the issue.
    pub fn bears_position(&self) -> bool {
        !matches!(
            self,
            Self::Retraction
                | Self::Denial
                | Self::Claim
                | Self::Accusation
                | Self::Allegation
                | Self::Condemnation
                | Self::Announcement
                | Self::Interest
                | Self::Procedural
                | Self::Comment
                | Self::DeclinedToComment
        )
    }
}

impl FollowUpState {
    /// Whether somebody still owes it.
    pub fn is_open(&self) -> bool {
        matches!(self, Self::Open | Self::InProgress | Self::Other(_))
    }
}

impl Presence {
    /// What is said beside a name at the table: nothing of who attended, which is the rule.
    pub fn beside_name(&self) -> &str {
        match self {
            Self::Attended => "",
            Self::Unstated => "Presence not stated",
            other => super::Vocabulary::label(other),
        }
    }
}

impl ScheduleStatus {
    /// Whether the round is still ahead or going on, so that it belongs on an agenda.
    pub fn is_ahead(&self) -> bool {
        !matches!(self, Self::Held | Self::Cancelled | Self::Collapsed)
    }
}
