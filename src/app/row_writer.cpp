#include "app/row_writer.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <utility>

#include "app/values.hpp"
#include "base/decimal.hpp"

namespace credence::app {

using check::Cell;
using check::TypeKind;

Result<RowWriter> RowWriter::create(const std::filesystem::path& path, const engine::Model& model,
                                    const std::vector<Column>& columns, char separator, const std::vector<std::string>& more) {
    RowWriter out(model, separator);
    out.path_ = path;
    out.file_ = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    if (out.file_ < 0) {
        return failure(FailureKind::write,
                       fmt::format("cannot create `{}`: {}", path.filename().string(), std::strerror(errno)));
    }
    for (const auto& column : columns) {
        out.append(out.quoted(column.name));
        out.append(std::string_view(&out.separator_, 1));
        auto& printer = out.printers_.emplace_back();
        printer.type = column.type;
        out.prepare(printer);
    }
    for (const auto& name : more) {
        out.append(name);
        out.append(std::string_view(&out.separator_, 1));
    }
    out.buffer_[out.used_ - 1] = '\n';
    return out;
}

RowWriter::RowWriter(RowWriter&& other) noexcept
    : model_(other.model_),
      separator_(other.separator_),
      printers_(std::move(other.printers_)),
      path_(std::move(other.path_)),
      file_(std::exchange(other.file_, -1)),
      error_(other.error_),
      buffer_(std::move(other.buffer_)),
      used_(other.used_) {}

RowWriter::~RowWriter() {
    if (file_ >= 0) ::close(file_);
}

void RowWriter::prepare(Printer& printer) const {
    std::size_t values = 0;
    switch (printer.type.kind) {
        case TypeKind::entity: values = model_->facts().individuals[printer.type.index].size(); break;
        case TypeKind::scale: values = model_->rulebase().scales[printer.type.index].values.size(); break;
        case TypeKind::yes_no: values = 2; break;
        default: return;
    }
    printer.slots.resize(values);
    for (std::size_t i = 0; i < values; ++i) {
        const auto text = quoted(written(*model_, printer.type, static_cast<Cell>(i)));
        auto& slot = printer.slots[i];
        if (text.size() >= slot.text.size()) continue;
        std::copy(text.begin(), text.end(), slot.text.begin());
        slot.text[text.size()] = separator_;
        slot.size = static_cast<std::uint8_t>(text.size() + 1);
    }
}

std::string RowWriter::quoted(std::string text) const {
    const bool plain = text.find_first_of("\"\n\r") == std::string::npos && text.find(separator_) == std::string::npos;
    if (plain) return text;
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"') out += '"';
        out += c;
    }
    return out + '"';
}

void RowWriter::write(const Cell* cells, std::string_view more) {
    for (const auto& printer : printers_) append(printer, *cells++);
    if (!more.empty()) {
        append(more);
        append(std::string_view(&separator_, 1));
    }
    buffer_[used_ - 1] = '\n';  // in the place of the last separator
}

void RowWriter::append(const Printer& printer, Cell cell) {
    // One byte is always kept in the buffer: the line break goes where the last separator stands.
    if (capacity - used_ < longest_short) flush();
    char* to = buffer_.get() + used_;
    const auto at = static_cast<std::size_t>(cell);
    if (at < printer.slots.size() && printer.slots[at].size > 0) {
        std::memcpy(to, printer.slots[at].text.data(), sizeof(Slot::text));
        used_ += printer.slots[at].size;
        return;
    }
    if (printer.type.kind == TypeKind::number && cell % Decimal::scale == 0) {
        char* const end = std::to_chars(to, to + longest_short, cell / Decimal::scale).ptr;
        *end = separator_;
        used_ += static_cast<std::size_t>(end - to) + 1;
        return;
    }
    append(quoted(written(*model_, printer.type, cell)));
    append(std::string_view(&separator_, 1));
}

void RowWriter::append(std::string_view text) {
    while (text.size() > capacity - used_) {
        const auto fits = capacity - used_;
        std::memcpy(buffer_.get() + used_, text.data(), fits);
        used_ = capacity;
        text.remove_prefix(fits);
        flush();
    }
    std::memcpy(buffer_.get() + used_, text.data(), text.size());
    used_ += text.size();
}

/// All but the last byte.
void RowWriter::flush() {
    if (used_ == 0) return;
    std::string_view rest(buffer_.get(), used_ - 1);
    while (!rest.empty() && error_ == 0) {
        const ssize_t done = ::write(file_, rest.data(), rest.size());
        if (done < 0 && errno != EINTR) error_ = errno;
        if (done > 0) rest.remove_prefix(static_cast<std::size_t>(done));
    }
    buffer_[0] = buffer_[used_ - 1];
    used_ = 1;
}

Status RowWriter::finish() {
    append(std::string_view("\n", 1));  // pushes the last byte out
    flush();
    if (::close(std::exchange(file_, -1)) != 0 && error_ == 0) error_ = errno;
    if (error_ == 0) return {};
    return failure(FailureKind::write, fmt::format("cannot write `{}`: {}", path_.filename().string(), std::strerror(error_)));
}

}  // namespace credence::app
