package io.github.kitrail.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** The commands by name, in the order in which help lists them. */
final class Commands {
  private Commands() {}

  static Map<String, Function<Terminal, Object>> all() {
    Map<String, Function<Terminal, Object>> commands = new LinkedHashMap<>();
    commands.put("run", RunCommand::new);
    commands.put("init", InitCommand::new);
    commands.put("pack", PackCommand::new);
    commands.put("publish", PublishCommand::new);
    commands.put("push", CopyCommands.Push::new);
    commands.put("pull", CopyCommands.Pull::new);
    commands.put("unpack", UnpackCommand::new);
    commands.put("promote", CopyCommands.Promote::new);
    commands.put("list", ListCommand::new);
    commands.put("inspect", InspectCommand.Documents::new);
    commands.put("info", InspectCommand.Info::new);
    commands.put("diff", DiffCommand::new);
    commands.put("chain", ChainCommand::new);
    commands.put("tag", TagCommand::new);
    commands.put("remove", RemoveCommand::new);
    commands.put("test", TestCommands::spec);
    commands.put("generate-key", GenerateKeyCommand::new);
    commands.put("sign", SignCommand::new);
    commands.put("verify", VerifyCommand::new);
    commands.put("verify-folder", VerifyFolderCommand::new);
    commands.put("attest", AttestCommand::new);
    commands.put("attestations", AttestationsCommand::spec);
    commands.put("gate", GateCommand::new);
    commands.put("render", RenderCommand::new);
    commands.put("dev", DevCommands::spec);
    commands.put("login", LoginCommand::new);
    commands.put("logout", LogoutCommand::new);
    return commands;
  }
}
