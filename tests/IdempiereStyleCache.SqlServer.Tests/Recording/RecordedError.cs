using System.Data.Common;

namespace IdempiereStyleCache.SqlServer.Tests;

/// <summary>An error of a <see cref="RecordedServer"/>; those of SqlClient cannot be made.</summary>
internal sealed class RecordedError(string message) : DbException(message);
