/// Whether a scalar acts without being seen. Joiners and tags belong to a visible character before them, and are
/// hidden only on their own.
/// - Parameters:
///   - base: the first scalar of the cluster.
///   - isFirst: whether the scalar stands on its own, as the first of its cluster does.
package func isHidden(_ scalar: Unicode.Scalar, after base: Unicode.Scalar, isFirst: Bool) -> Bool {
    let value = scalar.value
    if value < 0x300 { return value < 0x20 || (0x7F...0x9F).contains(value) || value == 0xAD }
    switch value {
    // Ideographs and Hangul syllables need no look-up.
    case 0x3400...0x9FFF, 0xAC00...0xD7A3: return false
    case 0x200C, 0x200D: return isFirst
    // Tags spell the flags of Scotland and others behind a black flag.
    case 0xE0020...0xE007F: return isFirst || base.value != 0x1F3F4
    // Hangul and Khmer letters that are drawn as nothing.
    case 0x115F, 0x1160, 0x3164, 0xFFA0, 0x17B4, 0x17B5: return isFirst || value != 0x1160
    // Marks around Arabic and Syriac numbers are format characters that are seen.
    case 0x600...0x605, 0x6DD, 0x70F, 0x890...0x891, 0x8E2, 0x110BD, 0x110CD: return false
    case _: break
    }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: return true
    case _: return scalar.properties.isNoncharacterCodePoint
    }
}

/// Columns of a grapheme cluster: 2 for emoji made of several scalars, else those of its scalars.
package func clusterWidth(_ scalars: Character.UnicodeScalarView) -> Int {
    guard let first = scalars.first else { return 0 }
    if (0x1F1E6...0x1F1FF).contains(first.value) { return 2 }
    if scalars.count > 1, first.properties.isEmoji,
        scalars.contains(where: { $0.value == 0xFE0F || $0.value == 0x200D || $0.properties.isEmojiModifier })
    {
        return 2
    }
    return scalars.reduce(0) { $0 + columns(of: $1) }
}

/// Marks 0, wide East Asian characters and emoji 2, all else 1.
package func columns(of scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value < 0x300 { return 1 }
    // Vowels and final consonants of Hangul syllables written in parts stand in the place of the first.
    if (0x1160...0x11FF).contains(value) || (0xD7B0...0xD7FF).contains(value) { return 0 }
    if (0x3400...0x4DBF).contains(value) || (0x4E00...0x9FFF).contains(value) { return 2 }
    if WideRanges.contains(value) { return isMark(scalar) ? 0 : 2 }
    return isMark(scalar) ? 0 : 1
}

private func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: true
    case .format: scalar.value == 0x200C || scalar.value == 0x200D || scalar.value >= 0xE0000
    case _: false
    }
}
