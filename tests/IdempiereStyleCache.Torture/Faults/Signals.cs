using System.Runtime.InteropServices;

namespace IdempiereStyleCache.Torture;

/// <summary>Signals to processes of this machine, as <c>kill</c> sends them.</summary>
internal static partial class Signals
{
    private const int Kill = 9;
    private const int Continue = 18;
    private const int Stop = 19;

    /// <summary>Ends this process at once, with nothing flushed or closed.</summary>
    public static void KillSelf() => Send(Environment.ProcessId, Kill);

    public static void KillNow(int process) => Send(process, Kill);

    public static void Pause(int process) => Send(process, Stop);

    public static void Resume(int process) => Send(process, Continue);

    private static void Send(int process, int signal) => _ = SendSignal(process, signal);

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int SendSignal(int process, int signal);
}
