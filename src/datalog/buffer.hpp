// A growing array of plain values that is not filled when it grows.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <new>
#include <span>
#include <type_traits>
#include <utility>

namespace credence::datalog {

template <class T>
class Buffer {
    static_assert(std::is_trivially_copyable_v<T>);

public:
    Buffer() = default;
    explicit Buffer(std::size_t size) { resize(size); }
    Buffer(Buffer&& other) noexcept { swap(other); }
    Buffer& operator=(Buffer&& other) noexcept {
        swap(other);
        return *this;
    }
    Buffer(const Buffer&) = delete;
    Buffer& operator=(const Buffer&) = delete;
    ~Buffer() { std::free(data_); }

    [[nodiscard]] T* data() { return data_; }
    [[nodiscard]] const T* data() const { return data_; }
    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] std::size_t bytes() const { return capacity_ * sizeof(T); }
    [[nodiscard]] bool empty() const { return size_ == 0; }
    T& operator[](std::size_t i) { return data_[i]; }
    const T& operator[](std::size_t i) const { return data_[i]; }
    [[nodiscard]] std::span<const T> span() const { return {data_, size_}; }

    /// New places hold anything.
    void resize(std::size_t size) {
        reserve(size);
        size_ = size;
    }
    /// Room for `size`, at least half as much again as there was.
    void reserve(std::size_t size) {
        if (size <= capacity_) return;
        std::size_t capacity = capacity_ + capacity_ / 2;
        if (capacity < size) capacity = size;
        if (capacity < 16) capacity = 16;
        // Pages that a large block is copied to are not touched twice: realloc moves them.
        auto* data = static_cast<T*>(std::realloc(static_cast<void*>(data_), capacity * sizeof(T)));
        if (data == nullptr) throw std::bad_alloc();
        data_ = data;
        capacity_ = capacity;
    }
    void push_back(T value) {
        if (size_ == capacity_) reserve(size_ + 1);
        data_[size_++] = value;
    }
    /// `size` times zero, in place of what was there; untouched pages of a large block cost nothing.
    void zero(std::size_t size) {
        std::free(data_);
        data_ = static_cast<T*>(std::calloc(size == 0 ? 1 : size, sizeof(T)));
        if (data_ == nullptr) throw std::bad_alloc();
        size_ = capacity_ = size;
    }
    void fill(std::size_t size, T value) {
        resize(size);
        std::fill(data_, data_ + size, value);
    }
    void swap(Buffer& other) noexcept {
        std::swap(data_, other.data_);
        std::swap(size_, other.size_);
        std::swap(capacity_, other.capacity_);
    }

private:
    T* data_ = nullptr;
    std::size_t size_ = 0, capacity_ = 0;
};

}  // namespace credence::datalog
