using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Persistence.Model;

namespace ZioExchange.Broker.Keys;

/// <summary>Keeps the keys of cookies and form tokens in the database, wrapped by the master key: every node reads the same ones, and a copy of the database alone opens nothing.</summary>
public sealed class SharedKeyRing(IDbContextFactory<BrokerDbContext> contexts, MasterKey master) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var db = contexts.CreateDbContext();
        return [.. db.DataProtectionKeys.AsNoTracking().AsEnumerable().Select(row =>
            XElement.Parse(Encoding.UTF8.GetString(master.Unwrap(Convert.FromBase64String(row.Xml), "data-protection/" + row.Name))))];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        ArgumentNullException.ThrowIfNull(element);
        var name = string.IsNullOrEmpty(friendlyName) ? Guid.NewGuid().ToString("N") : friendlyName;
        using var db = contexts.CreateDbContext();
        db.DataProtectionKeys.Add(new DataProtectionKeyRow
        {
            Name = name,
            Xml = Convert.ToBase64String(master.Wrap(Encoding.UTF8.GetBytes(element.ToString(SaveOptions.DisableFormatting)), "data-protection/" + name)),
        });
        db.SaveChanges();
    }
}
