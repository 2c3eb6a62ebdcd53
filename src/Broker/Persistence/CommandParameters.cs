using System.Data.Common;

namespace ZioExchange.Broker.Persistence;

/// <summary>Makes commands and binds values to them, the same way on both databases.</summary>
internal static class CommandParameters
{
    /// <summary>A command within a transaction.</summary>
    /// <param name="sql">A constant of the caller, or composed of such: every value is a parameter.</param>
    public static DbCommand Command(this DbConnection connection, DbTransaction? transaction, string sql)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
#pragma warning disable CA2100 // As the parameter says.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }

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
