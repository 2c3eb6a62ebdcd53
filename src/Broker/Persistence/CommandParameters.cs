using System.Data.Common;

namespace ZioExchange.Broker.Persistence;

/// <summary>Binds values to a command, the same way on both databases.</summary>
internal static class CommandParameters
{
    /// <summary>Adds one parameter; null becomes the database's NULL. Returns the command, so that calls chain.</summary>
    public static DbCommand Bind(this DbCommand command, string name, object? value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value ?? DBNull.Value;
        command.Parameters.Add(parameter);
        return command;
    }
}
