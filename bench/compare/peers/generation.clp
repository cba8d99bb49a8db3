(defrule siblings (parent ?x ?p) (parent ?y ?p) => (assert (same ?x ?y)))
(defrule cousins (same ?p ?q) (parent ?x ?p) (parent ?y ?q) => (assert (same ?x ?y)))
