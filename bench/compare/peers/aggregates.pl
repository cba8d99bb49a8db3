:- dynamic total/4.
main :- findall(S-V, sale(S, _, V), All), keysort(All, Sorted), group_pairs_by_key(Sorted, Groups),
    forall(member(S-Vs, Groups), (length(Vs, N), sum_list(Vs, Sum), min_list(Vs, Least), assertz(total(S, N, Sum, Least)))),
    aggregate_all(count, total(_, _, _, _), C), format("seen,~w~ntotal,~w~n", [C, C]).
