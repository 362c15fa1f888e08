/// The columns of a window that a text takes, by grapheme clusters: wide East Asian characters and emoji 2, marks 0.
package func displayWidth(of text: String) -> Int { ShownText(text).width }

/// A text with everything escaped that would act on a terminal instead of being seen.
package func shown(_ text: String) -> String { ShownText(text).text }

/// The text in at most so many columns, with `…` where it would go on. It has to be safe to show.
package func clipped(_ text: String, to width: Int) -> String { ShownText(text).clipped(to: width, "…").text }
