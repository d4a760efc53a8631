//! How long a stream in LZW (ISO 32000-1, 7.4.4) becomes, without unpacking it.

/// How many codes there are: twelve bits.
const CODES: usize = 4096;
const CLEAR: usize = 256;
const END: usize = 257;

/// How many bytes come out; more than `most` means only that it is more. With and without the early change of the code length, whichever is longer.
pub(super) fn length(data: &[u8], most: u64) -> u64 {
    one(data, most, 1).max(one(data, most, 0))
}

fn one(data: &[u8], most: u64, early: usize) -> u64 {
    let mut lengths: Vec<u64> = vec![1; END + 1];
    let (mut width, mut bits, mut held, mut total) = (9_u32, 0_u32, 0_u32, 0_u64);
    let mut previous: Option<u64> = None;
    for byte in data {
        held = held << 8 | u32::from(*byte);
        bits += 8;
        if bits < width {
            continue;
        }
        bits -= width;
        let code = usize::try_from(held >> bits & ((1 << width) - 1)).unwrap_or(END);
        held &= (1 << bits) - 1;
        match code {
            CLEAR => {
                lengths.truncate(END + 1);
                (width, previous) = (9, None);
                continue;
            }
            END => return total,
            _ => {}
        }
        let length = match (lengths.get(code), previous) {
            (Some(length), _) => *length,
            (None, Some(previous)) if code == lengths.len() => previous + 1,
            _ => return total,
        };
        total += length;
        if total > most {
            return total;
        }
        if let Some(previous) = previous
            && lengths.len() < CODES
        {
            lengths.push(previous + 1);
        }
        previous = Some(length);
        width = match lengths.len() + early {
            2048.. => 12,
            1024.. => 11,
            512.. => 10,
            _ => 9,
        };
    }
    total
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Codes of nine bits, packed.
    fn packed(codes: &[u32]) -> Vec<u8> {
        let bits: String = codes.iter().map(|code| format!("{code:09b}")).collect();
        let bits = format!("{bits}{}", "0".repeat((8 - bits.len() % 8) % 8));
        bits.as_bytes().chunks(8).map(|byte| u8::from_str_radix(std::str::from_utf8(byte).unwrap(), 2).unwrap()).collect()
    }

    #[test]
    fn the_length_is_that_of_what_comes_out() {
        // The example of the standard: ten letters.
        assert_eq!(length(&packed(&[256, 45, 258, 258, 65, 259, 66, 257]), 1000), 10);
        // Each code once longer than the one before.
        let growing: Vec<u32> = [256, 65].into_iter().chain(258..300).chain([257]).collect();
        assert_eq!(length(&packed(&growing), 10_000), 1 + (2..44).sum::<u64>());
        assert!(length(&packed(&growing), 100) > 100);
        assert_eq!(length(&[], 10), 0);
    }
}
