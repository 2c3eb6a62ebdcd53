using System.CommandLine;
using ZioExchange.Broker.Hosting;

namespace ZioExchange.Broker.Cli.Operate;

/// <summary>Reads the arguments of <c>backup create|verify|restore FOLDER</c>.</summary>
internal static class BackupCommand
{
    public static Command Command() => new("backup", "copy the database with its log, try a copy, put one back")
    {
        Verb("create", "copy the database, the log's keys and its checkpoint into a new folder; nodes go on serving", (verbs, folder, _, ct) => verbs.CreateAsync(folder, ct)),
        Verb("verify", "restore a backup into a database that is thrown away and check the whole log", (verbs, folder, key, ct) => verbs.VerifyAsync(folder, key, ct), Option("--key", "verifier key that was kept elsewhere")),
        Verb("restore", "put a backup into the configured database, which must be empty, and check that its log continues the last one published", (verbs, folder, checkpoint, ct) => verbs.RestoreAsync(folder, checkpoint, ct), Option("--checkpoint", "file with the newest checkpoint known outside the database, when the data folder has none")),
    };

    private static Command Verb(string name, string says, Func<BackupVerbs, string, string?, CancellationToken, Task<int>> run, Option<string?>? option = null)
    {
        var folder = new Argument<string>("FOLDER");
        var command = new Command(name, says) { folder };
        if (option is not null)
        {
            command.Add(option);
        }

        command.SetAction(async (parsed, ct) =>
        {
            await using var app = BrokerHost.Build([]);
            var verbs = new BackupVerbs(app.Services, Console.Out, Console.Error);
            return await verbs.SayingFaultsAsync(each => run(each, Path.GetFullPath(parsed.GetRequiredValue(folder)), option is null ? null : parsed.GetValue(option), ct));
        });
        return command;
    }

    private static Option<string?> Option(string name, string says) => new(name) { Description = says };
}
