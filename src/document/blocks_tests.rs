//! Articles of every layout, line by line: each begins with the letters of its kind.

use super::super::layout::pieces;
use super::*;

/// Reads an article whose every line has its kind before it (`T|`) and compares. Empty lines stay.
fn check(marked: &str) {
    let (mut text, mut expected) = (String::new(), Vec::new());
    for line in marked.trim_start_matches('\n').lines() {
        if let Some((mark, words)) = line.trim_start().split_once('|') {
            text.push_str(words);
            if mark != "+" {
                expected.push(mark);
            }
        }
        text.push('\n');
    }
    let pieces: Vec<Hinted> = pieces(&text).into_iter().map(|p| (p, None)).collect();
    let blocks = blocks(&text, &pieces, None);
    let found: Vec<String> = blocks
        .iter()
        .map(|b| format!("{}|{}", mark(b.kind), b.span.of(&text)))
        .collect();
    assert_eq!(
        found
            .iter()
            .map(|f| f.split('|').next().unwrap())
            .collect::<Vec<_>>(),
        expected,
        "{found:#?}"
    );
}

fn mark(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::SectionLabel => "L",
        BlockKind::Title => "T",
        BlockKind::Standfirst => "S",
        BlockKind::ReadingTime => "R",
        BlockKind::Byline => "B",
        BlockKind::DateLine => "D",
        BlockKind::Heading => "H",
        BlockKind::Paragraph => "P",
        BlockKind::ListItem => "I",
        BlockKind::Caption => "C",
        BlockKind::Credit => "©",
        BlockKind::PullQuote => "Q",
        BlockKind::Note => "N",
        BlockKind::Advert => "A",
    }
}

#[test]
fn an_article_as_pasted_from_a_site() {
    check("
        L|World

        T|Exclusive: Sudmark's envoys softer in private than in public, Ostravian officials say. Norland urges patience

        R|6 min read
        T|Exclusive: Sudmark's envoys softer in private than in public, Ostravian officials say. Norland urges patience
        C|Mara Venn and Edda Sorrel shake hands in Brae on Jan. 22, 2031. ( Ines Calloway / POOL / AFP via Getty Images)

        P|Ostravian officials believe that the envoys are softer than they sound.

        P|\"They say never, and then they ask how,\" one official said.

        H|Public lines, private doors

        P|The envoys met twice, the official told the Harbour Press.

        ©|Article image
        C|The customs house on the pier. (Oli Strand/The Harbour Press)

        P|Nobody left the room.

        A|READ ALSO: Ten walks for a wet Sunday

        P|The next round is expected on March 20.


        N|Note from the author:

        N|Hi, this is Tilda. Thank you for reading. At the Harbour Press, we live from our readers.

        A|If you found this article interesting, consider joining our community today
    ");
}

#[test]
fn a_newspaper_page_with_standfirst_and_byline() {
    check(
        "
        L|Home

        L|News

        A|Sport

        A|Weather

        T|Norland and Sudmark trade blame as fishing talks stall

        S|Each side says that the other walked out. The mediator says that nobody did.

        B|Nell Farrow

        D|Fri 14 Mar 2031 18.05 GMT

        P|The talks stalled on Friday.

        P|“We stayed,” the minister said.

        Q|“We stayed until the lamps went out on the pier”

        P|“We stayed until the lamps went out on the pier,” she added, “and nobody came.”

        B|Additional reporting by Oli Strand in Brae

        A|Related stories

        A|Ferries: all you need to know
    ",
    );
}

#[test]
fn a_communique() {
    check("
        T|Joint Statement on the Strait
        D|2031-03-14

        B|Office of the Spokesperson

        P|The text of the following statement was released by the governments of Norland and Ostravia.

        N|Begin Text:

        P|The Parties agree on the following:

        I|1. Ostravia withdraws its cutters.

        I|2. The quota is frozen.

        P|The Parties will meet again.

        N|End Text

        N|For any questions, please contact press@norland.example.

        N|###
    ");
}

#[test]
fn a_transcript() {
    check(
        "
        T|Background Press Call on the Strait
        D|2031-03-14

        D|Via Teleconference

        D|5:41 P.M. EST

        P|MODERATOR: Good evening.

        P|Q Thank you. Are you convinced —

        P|SENIOR OFFICIAL: Yes. (Laughter.)

        N|(Laughter.)

        P|Q So, is the quota off the table then?

        P|SENIOR OFFICIAL: No

        D|5:53 P.M. EST
    ",
    );
}

#[test]
fn lines_without_space_between_them() {
    check(
        "
        T|Ferry crews reject the offer
        B|By Nell Farrow
        D|May 6, 2031
        P|BRAE — Ferry crews rejected an offer on Tuesday, their union said.
        P|“It is too little,” it said.
        H|What the crews want
        I|• a wage rise of a tenth
        I|• pilots of their own
        P|Talks go on.
    ",
    );
}

#[test]
fn paragraphs_broken_into_short_lines() {
    check(
        "
        T|Ferry crews reject the offer

        P|BRAE, May 6, 2031 (HP) -- Ferry crews on both islands rejected an
        +|offer of their owners on Tuesday, their union said in a statement
        +|that was read on the pier.

        P|“It is too little and it comes too late,” said the head of the
        +|union, who had asked for twice as much in the winter before the
        +|strike began.

        H|What the crews want

        P|The crews want a wage rise of a tenth. They also want pilots of
        +|their own.
    ",
    );
}

#[test]
fn a_summary_above_the_text() {
    check("
        T|Five days of talks on the strait end without a paper

        S|- The quota stays open

        S|- The next round is in March

        P|Five days of talks ended on Friday, and the delegations of both sides went home by the last ferry of the day.

        P|“It was a start,” the mediator said, and she promised that she would be back before the season begins in April.

        P|Both ministers thanked her, and both said that they had not moved from what they had asked for in the winter.
    ");
}

#[test]
fn a_list_that_is_announced_needs_no_marks() {
    check(
        "
        T|What Norland wants

        P|Norland named three conditions:

        I|Two cutters leave the lane

        I|The quota stays

        I|A register of ships

        P|Ostravia did not answer.
    ",
    );
}

#[test]
fn a_text_of_sentences_has_no_headline() {
    check(
        "
        P|The strait is nine miles wide. Ferries cross it twice a day.
    ",
    );
    check(
        "
        P|“We will stay,” Mara Venn said on Wednesday

        P|“We will stay as long as it takes,” she added
    ",
    );
}

#[test]
fn a_headline_may_end_with_a_full_stop() {
    check(
        "
        T|Skywriters over Brae mock the minister.

        P|BRAE, Jan. 1 (HP) — A handful of skywriters in Brae will not vote for the minister.
    ",
    );
    check(
        "
        T|Minister Calls Fishing Fleet’s Bluff Over Strait.

        P|The minister was not amused, she said.
    ",
    );
}

#[test]
fn signatures_below_a_statement_are_no_text() {
    check(
        "
        T|Statement on the Strait

        P|We have agreed to meet again.

        P|We thank the mediator.

        B|Prime Minister of Norland Edda Sorrel

        B|President of the Republic of Ostravia Ruth Halloran
    ",
    );
}

#[test]
fn readers_comments_are_no_article_however_long() {
    let comments = "        A|I have never read such nonsense, and I told them so.\n\n".repeat(30);
    check(&format!(
        "
        T|Ferry crews reject the offer

        P|Ferry crews rejected an offer on Tuesday.

        P|Their union said so.

        A|14 comments

{comments}"
    ));
}

#[test]
fn lines_below_a_list_are_looked_at_anew() {
    check(
        "
        T|What Norland wants

        P|Norland wants two things, its minister said.

        H|Two things

        I|- the lane;

        I|- the quota.

        A|Storm closes causeway

        A|Ten walks for a wet Sunday
    ",
    );
}
