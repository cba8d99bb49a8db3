main :- aggregate_all(count, (edge(X, Y), edge(Y, Z), edge(X, Z)), N), format("triangle,~w~n", [N]).
