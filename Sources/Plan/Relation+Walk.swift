extension Expression {
    /// Calls `visit` with this expression and every one inside it, the outer first.
    package func forEach(_ visit: (Expression) -> Void) {
        visit(self)
        _ = changingChildren { child in
            child.forEach(visit)
            return child
        }
    }
}

extension Relation {
    /// Calls `visit` with every expression of every operation, those inside others included.
    package func forEachExpression(_ visit: (Expression) -> Void) {
        _ = changingExpressions { expression in
            expression.forEach(visit)
            return expression
        }
    }
}
