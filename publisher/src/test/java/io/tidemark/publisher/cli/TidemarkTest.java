package io.tidemark.publisher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class TidemarkTest {

  /** Every command and subcommand, as the words that one types. */
  static List<List<String>> commands() {
    List<List<String>> commands = new ArrayList<>();
    collect(Tidemark.commandLine(), List.of(), commands);
    return commands;
  }

  private static void collect(CommandLine at, List<String> words, List<List<String>> commands) {
    commands.add(words);
    at.getSubcommands()
        .forEach(
            (name, command) -> {
              if (!name.equals("help")) {
                List<String> longer = new ArrayList<>(words);
                longer.add(name);
                collect(command, longer, commands);
              }
            });
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandHasHelpWithAnExampleAndItsExitCodes(List<String> words) {
    List<String> arguments = new ArrayList<>(words);
    arguments.add("--help");
    CommandRun help = CommandRun.of(arguments.toArray(String[]::new));
    assertThat(help.exitCode()).isZero();
    assertThat(help.out())
        .startsWith("Usage: " + String.join(" ", "tidemark", String.join(" ", words)).strip())
        .containsPattern("Examples?:\\R  java -jar tidemark.jar ")
        .containsPattern("Exit codes:\\R  0 ");
  }

  @Test
  void helpNamesEveryCommand() {
    assertThat(CommandRun.of("--help").out()).contains("run", "check", "slots", "tail");
  }

  @ParameterizedTest
  @CsvSource({
    "rnu, did you mean run?",
    "chek, did you mean check?",
    "slots lst, did you mean list?",
    "run --untl-current, did you mean --until-current?",
    "tail --cuont=1, did you mean --count?",
    "run --until-lsn=x, see tidemark run --help",
    "run --until-current --until-idle=PT1S, see tidemark run --help",
    "slots, see tidemark slots --help",
  })
  void mistypedWordIsOneLineThatHelps(String typed, String help) {
    CommandRun run = CommandRun.of(typed.split(" "));
    assertThat(run.exitCode()).isEqualTo(Tidemark.USAGE);
    assertThat(run.err()).startsWith("tidemark: ").endsWith("; " + help + System.lineSeparator());
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void bareCommandShowsItsUsage() {
    CommandRun run = CommandRun.of();
    assertThat(run.exitCode()).isEqualTo(Tidemark.USAGE);
    assertThat(run.err()).contains("see tidemark --help");
  }
}
