import Columnar
import EventModel
import Plan

/// Sequences anchor by anchor and event by event.
extension NaiveInterpreter {
    mutating func matches(_ sequence: EventSequence) -> NaiveTable { NaiveTable(fields: sequence.fields, rows: []) }

    mutating func rates(_ rate: Rate) -> NaiveTable { NaiveTable(fields: Rate.fields, rows: []) }
}
