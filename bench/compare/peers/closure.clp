(defrule first (edge ?x ?y) => (assert (path ?x ?y)))
(defrule next (path ?x ?y) (edge ?y ?z) => (assert (path ?x ?z)))
