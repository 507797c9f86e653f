using GardenWorld;

return await GardenCommand.RunAsync(args);
