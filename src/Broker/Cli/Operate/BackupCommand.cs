using System.CommandLine;
using ZioExchange.Broker.Hosting;

namespace ZioExchange.Broker.Cli.Operate;

/// <summary>Reads the arguments of <c>backup create|verify|restore FOLDER</c>.</summary>
internal static class BackupCommand
{
    public static Command Command() => new("backup", "copy the database with its log, try a copy, put one back")
    {
        Verb("create", "copy the database, the log's keys and its checkpoint into a new folder; nodes go on serving", (verbs, folder, _, ct) => verbs.CreateAsync(folder, ct)),
        Verb("verify", "restore a backup into a database that is thrown away and check the whole log", (verbs, folder, key, ct) => verbs.VerifyAsync(folder, key, ct), withKey: true),
        Verb("restore", "put a backup into the configured database, which must be empty, and check that its log continues the last one published", (verbs, folder, _, ct) => verbs.RestoreAsync(folder, ct)),
    };

    private static Command Verb(string name, string says, Func<BackupVerbs, string, string?, CancellationToken, Task<int>> run, bool withKey = false)
    {
        var folder = new Argument<string>("FOLDER");
        var key = new Option<string?>("--key") { Description = "verifier key that was kept elsewhere" };
        var command = new Command(name, says) { folder };
        if (withKey)
        {
            command.Add(key);
        }

        command.SetAction(async (parsed, ct) =>
        {
            await using var app = BrokerHost.Build([]);
            var verbs = new BackupVerbs(app.Services, Console.Out, Console.Error);
            return await verbs.SayingFaultsAsync(each => run(each, Path.GetFullPath(parsed.GetRequiredValue(folder)), withKey ? parsed.GetValue(key) : null, ct));
        });
        return command;
    }
}
