// 128-bit integers, for products and sums that must not overflow on the way. The compiler's extension, named once.
#pragma once

namespace credence {

__extension__ using Wide = __int128;
__extension__ using UnsignedWide = unsigned __int128;

}  // namespace credence
