using System.Data.Common;

namespace IdempiereStyleCache.Tests;

/// <summary>What the driver says when the database can no longer be reached: a commit that ends with it may have taken place.</summary>
internal sealed class ConnectionLostException() : DbException("The connection is lost.");

/// <summary>What the driver says when the database refuses: nothing took place, also when a commit ends with it.</summary>
internal sealed class RefusedByDatabaseException(string message = "A deferred constraint was violated.") : DbException(message);
