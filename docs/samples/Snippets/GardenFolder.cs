using Dapper;
using Microsoft.Data.Sqlite;

namespace Snippets;

/// <summary>A folder of its own with the database that a snippet works on. Disposing removes it.</summary>
internal sealed class GardenFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("isc-snippets-");

    public GardenFolder()
    {
        using SqliteConnection connection = new($"{ConnectionString};Pooling=False");
        connection.Open();
        connection.Execute(
            """
            CREATE TABLE M_Product (
                M_Product_ID INTEGER PRIMARY KEY,
                Value        TEXT    NOT NULL UNIQUE,
                Name         TEXT    NOT NULL,
                Description  TEXT,
                Price        TEXT    NOT NULL,
                Weight       TEXT,
                ProductType  TEXT    NOT NULL,
                ValidTo      TEXT,
                Photo        BLOB,
                Created      TEXT    NOT NULL DEFAULT CURRENT_TIMESTAMP,
                Version      INTEGER NOT NULL);

            CREATE TABLE M_ProductLabel (
                M_ProductLabel_ID INTEGER PRIMARY KEY,
                M_Product_ID      INTEGER NOT NULL REFERENCES M_Product,
                SeqNo             INTEGER NOT NULL,
                Text              TEXT    NOT NULL);

            CREATE TABLE M_Storage (
                M_Warehouse_ID INTEGER NOT NULL,
                M_Product_ID   INTEGER NOT NULL REFERENCES M_Product,
                QtyOnHand      TEXT    NOT NULL,
                PRIMARY KEY (M_Warehouse_ID, M_Product_ID));

            CREATE TABLE C_Tax (
                C_Tax_ID INTEGER PRIMARY KEY,
                Name     TEXT NOT NULL UNIQUE,
                Country  TEXT NOT NULL,
                Rate     TEXT NOT NULL);

            CREATE TABLE C_BPartner (
                C_BPartner_ID INTEGER PRIMARY KEY,
                Value         TEXT NOT NULL UNIQUE,
                AD_Org_ID     INTEGER NOT NULL,
                TaxID         TEXT,
                C_BP_Group_ID INTEGER NOT NULL);

            INSERT INTO C_Tax VALUES (1, 'Standard', 'AT', '20.0'), (2, 'Reduced', 'AT', '10.0'), (3, 'Normal', 'DE', '19.0');
            INSERT INTO C_BPartner VALUES (1, 'Joe', 11, 'U1', 5), (2, 'Ann', 11, NULL, 5), (3, 'Bob', 12, 'U1', 6);

            INSERT INTO M_Product (M_Product_ID, Value, Name, Price, ProductType, Version)
            VALUES (124, 'Oak', 'Oak tree', '59.9', 'Item', 1), (125, 'Elm', 'Elm tree', '49.9', 'Item', 1), (126, 'Mowing', 'Mowing', '45.0', 'Service', 1);

            INSERT INTO M_ProductLabel (M_Product_ID, SeqNo, Text) VALUES (124, 10, 'Grows to 40 m'), (124, 20, 'Needs much light');
            INSERT INTO M_Storage VALUES (1, 124, '12.0');
            """);
    }

    public string ConnectionString => $"Data Source={Path.Combine(_folder.FullName, "garden.db")}";

    public void Dispose() => _folder.Delete(recursive: true);
}
