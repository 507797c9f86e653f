using System.Data.Common;
using Dapper;

namespace GardenWorld;

/// <summary>The tables, with names as iDempiere has them. The framework makes no tables: they are the application's.</summary>
internal static class GardenSchema
{
    // Decimals are exact, so their columns are TEXT: SQLite's own numbers with a fraction are binary ones.
    private const string Tables =
        """
        CREATE TABLE C_UOM (
            C_UOM_ID INTEGER PRIMARY KEY,
            X12DE355 TEXT NOT NULL UNIQUE,
            Name TEXT NOT NULL,
            StdPrecision INTEGER NOT NULL);

        CREATE TABLE C_TaxCategory (
            C_TaxCategory_ID INTEGER PRIMARY KEY,
            Name TEXT NOT NULL UNIQUE);

        CREATE TABLE C_Tax (
            C_Tax_ID INTEGER PRIMARY KEY,
            C_TaxCategory_ID INTEGER NOT NULL REFERENCES C_TaxCategory,
            Name TEXT NOT NULL UNIQUE,
            Rate TEXT NOT NULL,
            ValidFrom TEXT NOT NULL,
            ValidTo TEXT);
        CREATE INDEX C_Tax_Category ON C_Tax (C_TaxCategory_ID);

        CREATE TABLE M_Product_Category (
            M_Product_Category_ID INTEGER PRIMARY KEY,
            Value TEXT NOT NULL UNIQUE,
            Name TEXT NOT NULL,
            M_Product_Category_Parent_ID INTEGER REFERENCES M_Product_Category,
            MaxDiscount TEXT);

        CREATE TABLE M_Product (
            M_Product_ID INTEGER PRIMARY KEY,
            Value TEXT NOT NULL UNIQUE,
            Name TEXT NOT NULL,
            M_Product_Category_ID INTEGER NOT NULL REFERENCES M_Product_Category,
            C_UOM_ID INTEGER NOT NULL REFERENCES C_UOM,
            C_TaxCategory_ID INTEGER NOT NULL REFERENCES C_TaxCategory,
            ProductType TEXT NOT NULL,
            Weight TEXT,
            IsSold INTEGER NOT NULL,
            Version INTEGER NOT NULL);

        CREATE TABLE M_PriceList (
            M_PriceList_ID INTEGER PRIMARY KEY,
            Name TEXT NOT NULL UNIQUE,
            PricePrecision INTEGER NOT NULL,
            IsTaxIncluded INTEGER NOT NULL,
            EnforcePriceLimit INTEGER NOT NULL);

        CREATE TABLE M_PriceList_Version (
            M_PriceList_Version_ID INTEGER PRIMARY KEY,
            M_PriceList_ID INTEGER NOT NULL REFERENCES M_PriceList,
            Name TEXT NOT NULL UNIQUE,
            ValidFrom TEXT NOT NULL);
        CREATE INDEX M_PriceList_Version_List ON M_PriceList_Version (M_PriceList_ID);

        CREATE TABLE M_ProductPrice (
            M_PriceList_Version_ID INTEGER NOT NULL REFERENCES M_PriceList_Version,
            M_Product_ID INTEGER NOT NULL REFERENCES M_Product,
            PriceStd TEXT NOT NULL,
            PriceLimit TEXT NOT NULL,
            Version INTEGER NOT NULL,
            PRIMARY KEY (M_PriceList_Version_ID, M_Product_ID));
        CREATE INDEX M_ProductPrice_Product ON M_ProductPrice (M_Product_ID);

        CREATE TABLE C_BP_Group (
            C_BP_Group_ID INTEGER PRIMARY KEY,
            Value TEXT NOT NULL UNIQUE,
            Name TEXT NOT NULL,
            M_PriceList_ID INTEGER NOT NULL REFERENCES M_PriceList,
            FlatDiscount TEXT NOT NULL);

        CREATE TABLE C_BPartner (
            C_BPartner_ID INTEGER PRIMARY KEY,
            Value TEXT NOT NULL UNIQUE,
            Name TEXT NOT NULL,
            C_BP_Group_ID INTEGER NOT NULL REFERENCES C_BP_Group,
            M_PriceList_ID INTEGER REFERENCES M_PriceList,
            FlatDiscount TEXT,
            FirstSale TEXT NOT NULL,
            Version INTEGER NOT NULL);
        """;

    public static void Create(DbConnection connection) => connection.Execute(Tables);
}
