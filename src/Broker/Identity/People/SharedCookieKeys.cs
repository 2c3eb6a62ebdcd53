using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ZioExchange.Broker.Keys;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Persistence.Model;

namespace ZioExchange.Broker.Identity.People;

/// <summary>Keeps the keys of cookies and form tokens in the database, wrapped by the master key, so that every node reads every session.</summary>
internal sealed class SharedCookieKeys(IDbContextFactory<BrokerDbContext> contexts, MasterKey master) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var db = contexts.CreateDbContext();
        return [.. db.DataProtectionKeys.AsNoTracking().ToList().Select(row =>
            XElement.Parse(Encoding.UTF8.GetString(master.Unwrap(Convert.FromBase64String(row.Xml), "data-protection/" + row.Name))))];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var db = contexts.CreateDbContext();
        var wrapped = master.Wrap(Encoding.UTF8.GetBytes(element.ToString(SaveOptions.DisableFormatting)), "data-protection/" + friendlyName);
        db.DataProtectionKeys.Add(new DataProtectionKeyRow { Name = friendlyName, Xml = Convert.ToBase64String(wrapped) });
        db.SaveChanges();
    }

    internal sealed class Setup(IDbContextFactory<BrokerDbContext> contexts, MasterKey master) : IConfigureOptions<KeyManagementOptions>
    {
        public void Configure(KeyManagementOptions options)
        {
            options.XmlRepository = new SharedCookieKeys(contexts, master);
            options.XmlEncryptor = new Unchanged();   // the repository wraps the whole element
        }
    }

    private sealed class Unchanged : IXmlEncryptor
    {
        public EncryptedXmlInfo Encrypt(XElement plaintextElement) => new(new XElement(plaintextElement), typeof(Opened));
    }

    /// <summary>Made by the framework, by name, when a key is read.</summary>
    private sealed class Opened : IXmlDecryptor
    {
        public XElement Decrypt(XElement encryptedElement) => new(encryptedElement);
    }
}
