// Tables as they are written, of declarations and of defines.
#pragma once

#include <variant>

#include "lint/subject.hpp"

namespace credence::lint {

/// `look` takes the name and the rows.
template <class Look>
void each_table(const Subject& subject, Look look) {
    for (const auto& declaration : subject.declarations()) {
        if (const auto* table = std::get_if<syntax::Table>(&declaration)) look(table->head.name, table->body);
        if (const auto* define = std::get_if<syntax::Define>(&declaration))
            if (define->table) look(define->head.name, *define->table);
    }
}

}  // namespace credence::lint
