:- table path/2.
:- dynamic known/2.
path(X, Y) :- edge(X, Y).
path(X, Z) :- path(X, Y), edge(Y, Z).
main :- forall(path(X, Y), assertz(known(X, Y))), aggregate_all(count, known(_, _), P),
    aggregate_all(count, (node(X), node(Y), \+ known(X, Y)), N), format("apart,~w~npath,~w~n", [N, P]).
