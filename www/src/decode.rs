//! Bytes of a file as text: UTF-8, UTF-16 with its mark, or Windows' western European letters.

/// Why a file is not read as text.
pub const NOT_TEXT: &str =
    "This is not a text file. Gloss opens .txt, .md, .html and saved .gloss.json files.";

/// The text of a file, or `None` when it is not text.
pub fn decode(bytes: &[u8]) -> Option<String> {
    let text = match bytes {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes)?,
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes)?,
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8(rest.to_vec()).ok()?,
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => bytes.iter().map(|&byte| windows_1252(byte)).collect::<Option<String>>()?,
        },
    };
    (!text.contains(is_binary)).then_some(text)
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<String> {
    let (pairs, []) = bytes.as_chunks::<2>() else { return None };
    String::from_utf16(&pairs.iter().map(|&pair| unit(pair)).collect::<Vec<u16>>()).ok()
}

/// Control characters that no text has.
fn is_binary(c: char) -> bool {
    c.is_ascii_control()
        && !matches!(c, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{1b}' | '\u{7f}')
}

fn windows_1252(byte: u8) -> Option<char> {
    const TABLE: [char; 32] = [
        '€', '\0', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\0', 'Ž', '\0', '\0',
        '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\0', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => Some(TABLE[usize::from(byte - 0x80)]).filter(|&c| c != '\0'),
        _ => Some(char::from(byte)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_told_from_other_files() {
        for (bytes, text) in [
            (&b"plain\r\ntext"[..], Some("plain\r\ntext")),
            ("Zoë 🚨".as_bytes(), Some("Zoë 🚨")),
            (b"\xef\xbb\xbfmark", Some("mark")),
            (b"\xff\xfeZ\x00\xeb\x00", Some("Zë")),
            (b"\xfe\xff\x00Z", Some("Z")),
            (b"Zo\xeb \x93said\x94", Some("Zoë “said”")),
            (b"\xff\xfeZ", None),
            (b"\x89PNG\r\n\x1a\n\x00\x00", None),
            (b"PK\x03\x04", None),
            (b"", Some("")),
        ] {
            assert_eq!(decode(bytes).as_deref(), text, "{bytes:?}");
        }
    }
}
