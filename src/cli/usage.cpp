#include "cli/usage.hpp"

namespace credence::cli {

std::string short_help() {
    return "Advice that can be defended: rules with sources, facts with who said them, answers with reasons.\n"
           "\n"
           "Usage: credence VERB [OPTIONS]\n"
           "\n"
           "  credence check --rules DIR                     are the rules sound?\n"
           "  credence assess ASSESSMENT NAME=ID             what do they say?\n"
           "  credence report ASSESSMENT NAME=ID -o DIR      with reasons, as a document\n"
           "\n"
           "Rules      check  test\n"
           "Facts      kb init|import|show\n"
           "Answers    assess  report  explain why  query\n"
           "\n"
           "--rules and --kb may stand in a credence.toml of the folder or above.\n"
           "credence help VERB explains a verb; credence help E0102 explains an error.\n";
}

}  // namespace credence::cli
