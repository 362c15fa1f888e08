/// What the user looks at an answer with, outside.
package enum Viewer: String, Sendable {
    /// The editor of `$VISUAL` and `$EDITOR`.
    case edit
    /// What the desktop opens tables with.
    case sheet
}

/// A temporary file that is opened in a viewer once it is kept.
package struct ViewedFile {
    package var path: String
    /// `keep` waits for the viewer as for a program that is given an answer.
    package var draft: FileDraft

    package init(path: String, draft: FileDraft) {
        self.path = path
        self.draft = draft
    }
}
